"""The frame that all pages of the whole site share: title, the row of these pages, metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.analysis.catalogue import Catalogue
from generator.pages.markup import Markdown, blocks, container, heading, join, link, text
from generator.pages.matter import Matter, render_matter
from generator.pages.strings import Strings


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What the pages of the whole site need to know of its settings."""

    name: str
    """The site's name."""
    description: str = ""
    """What it is, in a sentence."""
    url: str | None = None
    """Where it will lie, with a slash at the end; None where nobody has said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteKind:
    """One kind of page of the whole site."""

    uri: str
    """File name in the folder of all talks."""
    name: str
    """Key of its name in the interface words."""
    lists: Callable[[Catalogue], Sequence[object]]
    """What it lists; without any the page is not made."""
    render: Callable[[Catalogue, Strings], Markdown]
    """Writes the body."""
    data: Callable[[Catalogue, str], Markdown] | None = None
    """Describes the page for machines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteBody:
    """What stands in the frame."""

    title: str
    """The heading."""
    anchor: str
    """Its anchor."""
    content: Markdown
    """Everything below the row of pages."""
    lead: Markdown | None = None
    """What stands between heading and row."""
    data: Markdown | None = None
    """The page for machines."""
    row: Markdown | None = None
    """The links to the other pages."""


def site_row(kinds: Iterable[SiteKind], current: SiteKind | None, folder: str, say: Strings) -> Markdown | None:
    """Write the links to the pages of the whole site; nothing where there is one only."""
    made = list(kinds)
    if len(made) < 2:
        return None
    links = join(
        (
            link(text(say(kind.name)), folder + kind.uri, aria_current="page" if kind is current else None)
            for kind in made
        ),
        "\n",
    )
    return container(
        "nav",
        links,
        class_="talk-pages site-pages",
        aria_label=say("pages_of_site"),
        data_search_exclude="true",
    )


def site_frame(body: SiteBody, matter: Matter, say: Strings, mark: Markdown | None = None) -> str:
    """Put a body under its title and the row of pages; `mark` comes before everything else."""
    content = blocks([mark, heading(1, text(body.title), id=body.anchor), body.lead, body.row, body.content])
    page = blocks([container("div", content, class_="talks", lang=say.lang), body.data])
    return f"{render_matter(matter)}\n{page}\n"
