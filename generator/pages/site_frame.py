"""The frame that all pages of the whole site share: title, the row of these pages, metadata.

A page is listed before it is written. What it will be written from is a `Sheet`, and nothing else comes into it: so
whoever knows the cards of its talks and its `rest` knows whether it would be another page than the last time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Generic, TypeVar

from generator.analysis.card import Card
from generator.analysis.catalogue import Catalogue
from generator.pages.markup import Markdown, blocks, container, heading, join, link, text
from generator.pages.matter import Matter, render_matter
from generator.pages.strings import Strings

Facts = TypeVar("Facts")
Facts_co = TypeVar("Facts_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What the pages of the whole site need to know of its settings."""

    name: str
    """The site's name."""
    description: str = ""
    """What it is, in a sentence."""
    url: str | None = None
    """Where it will lie, with a slash at the end; None where nobody has said so."""
    searched: bool = False
    """Whether there are so many talks that a page of the site searches them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page of the whole site that can be written when it is needed."""

    uri: str
    """Path below the folder of all talks: `dates/2024.md`."""
    slugs: tuple[str, ...]
    """The talks whose cards it shows."""
    rest: str
    """Everything else that its bytes depend on."""
    render: Callable[[], str]
    """Writes the whole file, front matter included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteKind:
    """One kind of page of the whole site."""

    uri: str
    """File name of its first page in the folder of all talks."""
    name: str
    """Key of its name in the interface words."""
    lists: Callable[[Catalogue], object]
    """What it lists; without any the page is not made."""
    pages: Callable[[Catalogue, SiteFrame], Iterator[SitePage]]
    """Lists its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFrame:
    """What all pages of one site have around them."""

    lang: str
    """Language tag of the interface words."""
    description: str
    """What the site is, in a sentence."""
    kinds: tuple[tuple[str, str], ...]
    """Address and name of the page that each kind begins with, in the order of the row."""
    feed: str | None
    """Where the feed of talks is, from the root of the site."""
    say: Strings = field(repr=False, compare=False)
    """The interface words."""

    def page(
        self, uri: str, facts: Facts, render: Callable[[Sheet[Facts]], str], talks: tuple[Card, ...] = ()
    ) -> SitePage:
        """Return a page; `facts` hold no cards, and print alike exactly when they are alike."""
        sheet = Sheet(frame=self, uri=uri, facts=facts, talks=talks)
        slugs = tuple([talk.slug for talk in talks])
        return SitePage(uri=uri, slugs=slugs, rest=f"{_printed(self)} {facts!r}", render=partial(render, sheet))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Generic[Facts_co]):
    """All that one page of the whole site is written from."""

    frame: SiteFrame
    """What is around it."""
    uri: str
    """Its path below the folder of all talks."""
    facts: Facts_co
    """What it says beside the talks."""
    talks: tuple[Card, ...] = ()
    """The talks it shows."""

    @property
    def say(self) -> Strings:
        """The interface words."""
        return self.frame.say

    @property
    def folder(self) -> str:
        """The folder of all talks, from the page."""
        return "../" * self.uri.count("/")


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


def site_page(sheet: Sheet[object], kind_uri: str, body: SiteBody, matter: Matter | None = None) -> str:
    """Put a body under its title and the row of pages, in which `kind_uri` is the current one."""
    frame = sheet.frame
    # Whatever stands there stands on the pages of the talks, where a search is to lead.
    matter = matter or Matter(title=body.title, description=frame.description, searched=False, feed=frame.feed)
    return site_frame(body, matter, site_row(frame.kinds, kind_uri, sheet.folder, frame.say), frame.say)


def site_row(kinds: tuple[tuple[str, str], ...], current: str, folder: str, say: Strings) -> Markdown | None:
    """Write the links to the pages of the whole site; nothing where there is one only."""
    return _row(kinds, current, folder, say("pages_of_site"))


def site_frame(
    body: SiteBody, matter: Matter, row: Markdown | None, say: Strings, mark: Markdown | None = None
) -> str:
    """Put a body under its title and the row of pages; `mark` comes before everything else."""
    content = blocks([mark, heading(1, text(body.title), id=body.anchor), body.lead, row, body.content])
    page = blocks([container("div", content, class_="talks", lang=say.lang), body.data])
    return f"{render_matter(matter)}\n{page}\n"


# A site has few rows and thousands of pages.
@lru_cache(maxsize=256)
def _row(kinds: tuple[tuple[str, str], ...], current: str, folder: str, label: str) -> Markdown | None:
    if len(kinds) < 2:
        return None
    links = join(
        (link(text(name), folder + uri, aria_current="page" if uri == current else None) for uri, name in kinds),
        "\n",
    )
    return container("nav", links, class_="talk-pages site-pages", aria_label=label, data_search_exclude="true")


@lru_cache(maxsize=4)
def _printed(frame: SiteFrame) -> str:
    return repr(frame)
