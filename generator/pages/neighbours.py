"""The ways from one talk to the one before and the one after."""

from __future__ import annotations

from generator import anchors
from generator.analysis.elsewhere import Elsewhere, Neighbour
from generator.pages.markup import Markdown, container, element, join, link, text
from generator.pages.strings import Strings


def render_neighbours(elsewhere: Elsewhere, say: Strings) -> Markdown | None:
    """Write the links at the foot of a page; nothing where there is one talk only."""
    before, after = elsewhere.before, elsewhere.after
    links = [
        *([_link(before, say("talk_before"), "prev")] if before else []),
        *([_link(after, say("talk_after"), "next")] if after else []),
    ]
    if not links:
        return None
    return container(
        "nav",
        join(links, "\n"),
        class_="talk-neighbours",
        aria_label=say("other_talks"),
        data_search_exclude="true",
    )


def _link(neighbour: Neighbour, label: str, rel: str) -> Markdown:
    title = element("span", text(neighbour.title.partition(" | ")[0]), lang=neighbour.title_lang)
    words = join([element("small", text(label)), title], " ")
    return link(words, f"../{neighbour.slug}/{anchors.SUMMARY_URI}", class_=rel, rel=rel)
