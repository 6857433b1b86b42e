"""What every page kind returns, and the frame that all pages of a talk share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator import anchors
from generator.analysis import Findings
from generator.model import Talk
from generator.pages.linked_data import talk_data
from generator.pages.markup import (
    Markdown,
    container,
    element,
    heading,
    join,
    link,
    text,
)
from generator.pages.matter import Matter, render_matter
from generator.pages.neighbours import render_neighbours
from generator.pages.strings import Strings

_WITH_NEIGHBOURS = (anchors.SUMMARY_URI, anchors.TRANSCRIPT_URI)
"""Pages whose foot leads to the talks before and after: what is read from end to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A finished Markdown page."""

    uri: str
    """Path below the folder of all talks: `some-talk/index.md`."""
    markdown: str
    """The whole file, front matter included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """One kind of page of a talk."""

    uri: str
    """File name in the talk's folder."""
    name: str
    """Key of the page's name in the interface words."""
    render: Callable[[Talk, Findings, Strings], Markdown | None]
    """Writes the body; None when the page has nothing to say and is not made."""
    searched: bool = True
    """False for pages whose words are ours, or stand in the transcript, where a search is to lead."""
    number: int | None = None
    """Told apart from an equal page of the talk by a number, from 2."""
    in_row: bool = True
    """False for a page on which another goes on: that one leads to it."""

    def title(self, say: Strings) -> str:
        """Return the page's name in the reader's language."""
        return say(self.name) if self.number is None else f"{say(self.name)} {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A page kind with what it has to say about one talk."""

    kind: PageKind
    content: Markdown


def frame(talk: Talk, findings: Findings, body: Body, bodies: list[Body], say: Strings) -> Page:
    """Put the body of a page under the talk's title and the row of its pages."""
    name = body.kind.title(say)
    content = [
        _title(talk),
        _row(body, bodies, say),
        heading(2, text(name), id=anchors.slug(body.kind.uri.removesuffix(".md")), class_="page-title"),
        body.content,
        render_neighbours(findings.elsewhere, say) if body.kind.uri in _WITH_NEIGHBOURS else None,
    ]
    wrapped = container("div", *filter(None, content), class_="talk", lang=say.lang)
    data = talk_data(talk, body.kind.uri, name)
    matter = render_matter(_matter(talk, findings, body, name, say))
    return Page(uri=f"{talk.slug}/{body.kind.uri}", markdown=f"{matter}\n{wrapped}\n\n{data}\n")


def _matter(talk: Talk, findings: Findings, body: Body, name: str, say: Strings) -> Matter:
    # Without the series behind the bar: in a tab, a search hit or the header there is no room for both.
    short = talk.title.partition(" | ")[0]
    is_summary = body.kind.uri == anchors.SUMMARY_URI
    names = ", ".join(talk.speaker(stats.speaker).name for stats in findings.speakers)
    about = " · ".join(filter(None, [talk.date, talk.event, names]))
    return Matter(
        title=short if is_summary else say("page_title", page=name, talk=short),
        description=talk.recap.summary[0].text if is_summary and talk.recap.summary else about,
        type="article",
        searched=body.kind.searched,
    )


def _title(talk: Talk) -> Markdown:
    """Write the title; what stands behind a bar is the series or event, and is set smaller."""
    first, bar, rest = talk.title.partition(" | ")
    title = text(first)
    if bar:
        series = join([element("span", text(bar), class_="bar"), text(rest)], " ")
        title = join([title, element("small", series, class_="series")], " ")
    return heading(1, title, id="title", class_="talk-title", lang=talk.title_lang)


def _row(body: Body, bodies: list[Body], say: Strings) -> Markdown:
    links = (
        link(text(other.kind.title(say)), other.kind.uri, aria_current=_current(other, body))
        for other in bodies
        if other.kind.in_row
    )
    label = say("pages_of_talk")
    return container("nav", join(links, "\n"), class_="talk-pages", aria_label=label, data_search_exclude="true")


def _current(other: Body, body: Body) -> str | None:
    """Tell whether a link leads to where the reader is, or to the page that goes on here."""
    if other is body:
        return "page"
    return "true" if not body.kind.in_row and other.kind.name == body.kind.name else None
