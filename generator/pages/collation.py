"""The collation page: where two witnesses of the talk agree, where they differ, and what each of them has there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import anchors
from generator.analysis import Findings
from generator.analysis.collation import Collation, is_long
from generator.analysis.collation_difference import Difference
from generator.analysis.collation_groups import Group
from generator.analysis.collation_kinds import Matter
from generator.analysis.collation_tally import Tally
from generator.analysis.collation_words import Passage, Word
from generator.model import Talk, Transcript
from generator.pages.markup import (
    Markdown,
    blocks,
    container,
    element,
    filled,
    heading,
    join,
    link,
    paragraph,
    table,
    text,
)
from generator.pages.speech import colour_class, render_name
from generator.pages.strings import Strings

_LISTED = 500
"""Differences of one sort that are listed; a page of many thousands would be read by nobody."""
_CONTEXT = 6
_OPENING, _CLOSING = 30, 10
"""Words shown of a passage that is longer than both together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A witness as the page speaks of it."""

    words: Sequence[Word]
    uri: str
    title: str
    label: Markdown
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    base: _Side
    other: _Side


def render_collation(talk: Talk, findings: Findings, say: Strings) -> Markdown | None:
    """Write the collation of the main witness with each further one; None where there is nothing to compare."""
    if not findings.collations:
        return None
    many = len(findings.collations) > 1
    return blocks(
        block for collation in findings.collations for block in _collation(talk, collation, say, 4 if many else 3)
    )


def _collation(talk: Talk, collation: Collation, say: Strings, level: int) -> Iterator[Markdown]:
    sides = _sides(talk, collation, say)
    prefix = "" if level == 3 else f"{anchors.slug(sides.other.uri.removesuffix('.md'))}-"
    if level > 3:
        yield heading(3, text(sides.other.title), id=prefix.removesuffix("-"))
    names = {"base": _page_link(sides.base), "other": _page_link(sides.other)}
    if not collation.same_talk:
        yield paragraph(filled(say.table["collation_strangers"], **names), class_="note")
        return
    yield paragraph(filled(_summary(collation, say), **names))
    yield _tallies(talk, collation, sides, say)
    yield paragraph(text(say("collation_account")), class_="note")
    if collation.groups:
        yield heading(level, text(say("collation_groups")), id=f"{prefix}again")
        yield container("ol", join((_group(group, sides) for group in collation.groups), "\n"), class_="recurrent")
    for key, differences in _sorts(collation):
        if differences:
            title = say(f"collation_{key}", base=sides.base.title, other=sides.other.title)
            count = element("small", Markdown(f"{len(differences):,}"))
            yield heading(level, join([text(title), count], " "), id=f"{prefix}{key.replace('_', '-')}")
            yield from _listed(differences, sides, say)


def _sorts(collation: Collation) -> Iterator[tuple[str, list[Difference]]]:
    yield "gaps", [it for it in collation.differences if is_long(it)]
    for matter in (Matter.SUBSTITUTION, Matter.ONLY_BASE, Matter.ONLY_OTHER, Matter.FILLER):
        yield matter.value, [it for it in collation.of(matter) if not is_long(it)]


def _sides(talk: Talk, collation: Collation, say: Strings) -> _Sides:
    uris = anchors.transcript_uris([transcript.kind for transcript in talk.transcripts])
    by_path = {transcript.source.path: uri for transcript, uri in zip(talk.transcripts, uris, strict=True)}
    alike = collation.base.kind is collation.other.kind

    def side(transcript: Transcript, words: Sequence[Word], place: str) -> _Side:
        uri = by_path[transcript.source.path]
        kind = "" if uri == anchors.TRANSCRIPT_URI else f"_{transcript.kind}"
        name = say(f"witness_{place if alike else transcript.kind}")
        label = element("small", text(name), lang=say.lang)
        return _Side(words=words, uri=uri, title=say(f"page_transcript{kind}"), label=label, lang=collation.lang)

    return _Sides(
        base=side(collation.base, collation.base_words, "first"),
        other=side(collation.other, collation.other_words, "second"),
    )


def _page_link(side: _Side) -> Markdown:
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


def _tallies(talk: Talk, collation: Collation, sides: _Sides, say: Strings) -> Markdown:
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


def _group(group: Group, sides: _Sides) -> Markdown:
    """Write a substitution that comes again, with a link to each of its places."""
    base, other = (element("span", text(words), lang=sides.base.lang) for words in (group.base, group.other))
    times = element("small", Markdown(f"×{len(group.places)}"))
    places = join((_number(difference, sides) for difference in group.places), " ")
    return Markdown(f'<li markdown="span"><span class="pair">{base} → {other}</span> {times} {places}</li>')


def _listed(differences: Sequence[Difference], sides: _Sides, say: Strings) -> Iterator[Markdown]:
    rows = join((_row(difference, sides) for difference in differences[:_LISTED]), "\n")
    yield container("ol", rows, class_="differences")
    if len(differences) > _LISTED:
        yield paragraph(text(say("collation_more", count=len(differences) - _LISTED)), class_="note")


def _row(difference: Difference, sides: _Sides) -> Markdown:
    """Write a difference in the words around it, each witness's words a link to their place."""
    before, after = _context(difference, sides.base.words)
    readings = [
        _reading(sides.base, difference.base, difference.base_at),
        _reading(sides.other, difference.other, difference.other_at),
    ]
    context = join(filter(None, [text(before), *readings, text(after)]), " ")
    said = element("span", context, class_="context", lang=sides.base.lang)
    return Markdown(f'<li markdown="span">{_number(difference, sides)} {said}</li>')


def _number(difference: Difference, sides: _Sides) -> Markdown:
    passage = _passage(sides.base.words, difference.base_at)
    return link(Markdown(passage.turn), f"{sides.base.uri}#{passage.anchor}", class_="number")


def _reading(side: _Side, words: Sequence[Word], at: int) -> Markdown:
    """Write what a witness has as a link; where it has nothing, the link leads to where it would stand."""
    said = join([side.label, text(_quoted(words) if words else "—")], " ")
    class_ = "reading" if words else "reading lacking"
    return link(said, f"{side.uri}#{_passage(side.words, at).anchor}", class_=class_)


def _passage(words: Sequence[Word], at: int) -> Passage:
    return words[min(at, len(words) - 1)].passage


def _quoted(words: Sequence[Word]) -> str:
    """Return words as written, with what stands between them; the middle of a long passage is left out."""
    if len(words) > _OPENING + _CLOSING:
        return f"{_quoted(words[:_OPENING])} … {_quoted(words[-_CLOSING:])}"
    parts: list[list[Word]] = []
    for word in words:
        if parts and parts[-1][0].passage is word.passage:
            parts[-1].append(word)
        else:
            parts.append([word])
    return " / ".join(part[0].passage.excerpt.text[part[0].start : part[-1].end] for part in parts)


def _context(difference: Difference, base: Sequence[Word]) -> tuple[str, str]:
    """Return the words before and behind a difference, as far as they stand in its paragraph."""
    at, end = difference.base_at, difference.base_at + len(difference.base)
    first, last = (base[at], base[end - 1]) if difference.base else (None, None)
    before = base[max(at - _CONTEXT, 0) : at]
    after = base[end : end + _CONTEXT]
    here = (first or (before or after)[-1]).passage
    there = (last or (before[-1:] or after)[0]).passage
    left = [word for word in before if word.passage is here]
    right = [word for word in after if word.passage is there]
    return (f"… {_quoted(left)}" if left else ""), (f"{_quoted(right)} …" if right else "")
