"""The collation page: where two witnesses of the talk agree, where they differ, and what each of them has there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator import anchors
from generator.analysis import Findings
from generator.analysis.collation import Collation, is_long
from generator.analysis.collation_difference import Difference
from generator.analysis.collation_kinds import Matter
from generator.analysis.collation_tally import Tally
from generator.analysis.collation_words import Word
from generator.analysis.room import LIMITS
from generator.model import Talk, Transcript
from generator.pages.collation_rows import Side, Sides, difference_row, group_row
from generator.pages.markup import (
    Markdown,
    blocks,
    element,
    filled,
    heading,
    join,
    link,
    paragraph,
    table,
    text,
)
from generator.pages.page import PageKind
from generator.pages.parts import Listing, Section, in_pages
from generator.pages.speech import colour_class, render_name
from generator.pages.strings import Strings
from generator.pages.ways import number_ways, way_row

_LISTED = 500
"""Differences of one sort that are listed; many thousands would be read by nobody."""


def collation_kinds(talk: Talk, findings: Findings, say: Strings) -> list[PageKind]:
    """Return the page of the collation, and those on which it goes on."""
    pages = render_collation(talk, findings, say)
    return [
        PageKind(
            uri=anchors.part_uri(anchors.COLLATION_URI, number),
            name="page_collation",
            render=partial(_rendered, page),
            searched=False,
            number=number if number > 1 else None,
            in_row=number == 1,
        )
        for number, page in enumerate(pages, start=1)
    ]


def _rendered(page: Markdown, *_: object) -> Markdown:
    return page


def render_collation(
    talk: Talk, findings: Findings, say: Strings, room: int = LIMITS.page_bytes
) -> tuple[Markdown, ...]:
    """Write the collation of the main witness with each further one, on as many pages as it needs.

    There is none where there is nothing to compare. `room` is what each page has, in bytes.
    """
    level = 4 if len(findings.collations) > 1 else 3
    pages = in_pages([_section(talk, collation, say, level) for collation in findings.collations], room)
    ways = number_ways(anchors.COLLATION_URI, len(pages), say)
    rows = (way_row(ways._replace(current=uri), uri) for _, uri in ways.links)
    return tuple(map(blocks, zip(pages, rows, strict=True)))


def _section(talk: Talk, collation: Collation, say: Strings, level: int) -> Section:
    """Return the collation of two witnesses; `level` is that of its headings."""
    sides = _sides(talk, collation, say)
    head = heading(3, text(sides.other.title), id=_anchor(sides)) if level > 3 else None
    return Section(head=head, parts=tuple(_parts(talk, collation, sides, say, level)))


def _anchor(sides: Sides) -> str:
    return anchors.slug(sides.other.uri.removesuffix(".md"))


def _parts(
    talk: Talk, collation: Collation, sides: Sides, say: Strings, level: int
) -> Iterator[Markdown | Listing]:
    names = {"base": _page_link(sides.base), "other": _page_link(sides.other)}
    if not collation.same_talk:
        yield paragraph(filled(say.table["collation_strangers"], **names), class_="note")
        return
    yield paragraph(filled(_summary(collation, say), **names))
    yield _tallies(talk, collation, sides, say)
    yield paragraph(text(say("collation_account")), class_="note")
    prefix = "" if level == 3 else f"{_anchor(sides)}-"
    if collation.groups:
        head = heading(level, text(say("collation_groups")), id=f"{prefix}again")
        yield Listing(head=head, class_="recurrent", rows=[group_row(group, sides) for group in collation.groups])
    for key, differences in _sorts(collation):
        if differences:
            title = say(f"collation_{key}", base=sides.base.title, other=sides.other.title)
            count = element("small", Markdown(f"{len(differences):,}"))
            head = heading(level, join([text(title), count], " "), id=f"{prefix}{key.replace('_', '-')}")
            rows = [difference_row(difference, sides) for difference in differences[:_LISTED]]
            yield Listing(head=head, class_="differences", rows=rows)
            if len(differences) > _LISTED:
                yield paragraph(text(say("collation_more", count=len(differences) - _LISTED)), class_="note")


def _sorts(collation: Collation) -> Iterator[tuple[str, list[Difference]]]:
    yield "gaps", [it for it in collation.differences if is_long(it)]
    for matter in (Matter.SUBSTITUTION, Matter.ONLY_BASE, Matter.ONLY_OTHER, Matter.FILLER):
        yield matter.value, [it for it in collation.of(matter) if not is_long(it)]


def _sides(talk: Talk, collation: Collation, say: Strings) -> Sides:
    uris = anchors.transcript_uris([transcript.kind for transcript in talk.transcripts])
    by_path = {transcript.source.path: uri for transcript, uri in zip(talk.transcripts, uris, strict=True)}
    alike = collation.base.kind is collation.other.kind

    def side(transcript: Transcript, words: Sequence[Word], place: str) -> Side:
        uri = by_path[transcript.source.path]
        kind = "" if uri == anchors.TRANSCRIPT_URI else f"_{transcript.kind}"
        name = say(f"witness_{place if alike else transcript.kind}")
        label = element("small", text(name), lang=say.lang)
        return Side(words=words, uri=uri, title=say(f"page_transcript{kind}"), label=label, lang=collation.lang)

    return Sides(
        base=side(collation.base, collation.base_words, "first"),
        other=side(collation.other, collation.other_words, "second"),
    )


def _page_link(side: Side) -> Markdown:
    return link(text(side.title), side.uri)


def _summary(collation: Collation, say: Strings) -> str:
    """Return the sentence that sums it up, the names of the two pages still in braces."""
    return say(
        "collation_summary",
        base="{base}",
        other="{other}",
        agreement=_percent(collation.total, say),
        places=collation.total.places,
        fillers=len(collation.of(Matter.FILLER)),
    )


def _percent(one: Tally, say: Strings) -> str:
    return say("share", percent=f"{one.agreement * 100:.1f}")


def _tallies(talk: Talk, collation: Collation, sides: Sides, say: Strings) -> Markdown:
    titles = [sides.base.title, sides.other.title]
    head = [say("speaker"), *titles, say("collation_agreement"), say("collation_places")]
    rows = [_tally_row(_who(talk, one.speaker, say), one, say) for one in collation.tallies]
    cells = _tally_row(text(say("total")), collation.total, say)
    rows.append([element("b", cell) for cell in cells])
    return table(map(text, head), rows, say("page_collation"))


def _who(talk: Talk, speaker_id: str | None, say: Strings) -> Markdown:
    if speaker_id is None:
        return text(say("collation_nobody"))
    return element("span", render_name(talk.speaker(speaker_id)), class_=f"dot {colour_class(talk, speaker_id)}")


def _tally_row(who: Markdown, one: Tally, say: Strings) -> list[Markdown]:
    words = [Markdown(f"{one.base_words:,}"), Markdown(f"{one.other_words:,}")]
    return [who, *words, text(_percent(one, say)), Markdown(f"{one.places:,}")]
