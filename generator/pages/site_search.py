"""The page that searches all talks: a form, and the words that its script puts on it.

The form is hidden until the script runs. Without it the page says so, and leads to the list of talks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator import anchors
from generator.analysis.catalogue import Catalogue
from generator.pages.markup import (
    Markdown,
    attributes,
    blocks,
    element,
    filled,
    join,
    link,
    paragraph,
    raw_block,
    text,
)
from generator.pages.site_frame import Sheet, SiteBody, SiteFrame, SitePage, site_page
from generator.pages.strings import Strings

_SCRIPT_KEYS = (
    *("page_summary", "page_takeaways", "page_glossary", "page_transcript"),
    *("talk_count", "talk_count_one", "find_talk", "find_searching", "find_found"),
    *("find_passages", "find_passages_one", "find_none", "find_none_filtered", "find_most", "find_common"),
    *("find_unknown", "find_exact", "find_exact_one", "find_looked", "find_further", "find_more", "find_broken"),
    *("find_failed", "find_likeliest", "find_at_least", "find_wordless"),
)
"""Interface words that the script needs."""


def search_pages(catalogue: Catalogue, frame: SiteFrame) -> Iterator[SitePage]:  # noqa: ARG001  (every page kind takes it)
    """Yield the page; it is the same whatever talks there are."""
    yield frame.page(anchors.SEARCH_URI, None, _search_page)


def _search_page(sheet: Sheet[None]) -> str:
    body = SiteBody(title=sheet.say("page_search"), anchor="search", content=render_search(sheet.say))
    return site_page(sheet, anchors.SEARCH_URI, body)


def render_search(say: Strings) -> Markdown:
    """Write the body of the page. Its script learns from the link to the list how addresses of this site end."""
    return blocks(
        [
            paragraph(
                filled(say.table["find_script"], list=link(text(say("page_talks")), anchors.LIST_URI)),
                class_="needs-script",
            ),
            _form(say),
            raw_block(
                Markdown(
                    '<div class="find-status note" role="status"></div>\n'
                    f'<div class="found" role="region"{attributes(aria_label=say("find_hits"))}></div>'
                )
            ),
        ]
    )


def _form(say: Strings) -> Markdown:
    words = json.dumps({key: say.table[key] for key in _SCRIPT_KEYS if key in say.table}, ensure_ascii=False)
    parts = [
        element("label", text(say("find_label")), for_="find-q"),
        _input(name="q", type="search", aria_describedby="find-hint", enterkeyhint="search", spellcheck="false"),
        element("p", text(say("find_hint")), id="find-hint", class_="note"),
        _filters(say),
    ]
    return raw_block(
        Markdown(
            f'<form class="find" role="search" hidden{attributes(aria_label=say("page_search"), data_words=words)}>'
            f"\n{join(parts)}\n</form>"
        )
    )


def _filters(say: Strings) -> Markdown:
    chosen = element("span", Markdown(""), class_="chosen")
    fields = [
        *(_suggesting(name, say(f"find_{name}")) for name in ("speaker", "talk")),
        *(_choosing(name, say(f"find_{name}"), say("find_any")) for name in ("year", "lang")),
        element("button", text(say("find_clear")), type="button", class_="clear-filters", hidden="hidden"),
    ]
    return element(
        "details",
        join([element("summary", join([text(say("find_filters")), chosen])), element("div", join(fields))]),
        class_="find-filters",
    )


def _suggesting(name: str, label: str) -> Markdown:
    """Write a field that takes any words and suggests names, once they are there."""
    suggested = element("datalist", Markdown(""), id=f"find-{name}s")
    field = _input(name=name, type="text", list=f"find-{name}s", spellcheck="false")
    return element("p", join([element("label", text(label), for_=f"find-{name}"), field, suggested]))


def _choosing(name: str, label: str, anything: str) -> Markdown:
    choice = element("select", element("option", text(anything), value=""), id=f"find-{name}", name=name)
    return element("p", join([element("label", text(label), for_=f"find-{name}"), choice]))


def _input(*, name: str, **values: str) -> Markdown:
    return Markdown(f"<input{attributes(id=f'find-{name}', name=name, autocomplete='off', **values)}>")
