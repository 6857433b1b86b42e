"""The text of HTML and XML, and by name everything of the file that is not text.

What was text in the source is text here, and what was a tag is skipped as one: no character changes sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from generator.errors import Problem
from generator.formats.clocks import count_back
from generator.formats.markup_lines import Line, LineBuilder, TimeOf
from generator.formats.markup_tokens import Kind, Token, read_tokens
from generator.formats.places import Places
from generator.marks import structure
from generator.model import Skipped
from generator.origin import Excerpt, Piece, Source
from generator.words import visible

_FURNITURE = frozenset(
    [
        *("audio", "button", "canvas", "dialog", "footer", "form", "iframe", "nav", "noscript", "object", "select"),
        *("svg", "template", "textarea", "video"),
    ]
)
"""Elements of a page that hold no text of a talk."""
_REASONS = {Kind.COMMENT: "comment", Kind.HIDDEN: "script"}


@dataclass(frozen=True, slots=True)
class Markup:
    """A stretch of a source taken apart."""

    places: Places
    """The source."""
    lines: tuple[Line, ...]
    """Its text."""
    tokens: tuple[Token, ...]
    """All of it that is no furniture."""
    furniture: tuple[tuple[int, int], ...]
    """The places of navigation, forms and the like."""


def read_markup(source: Source, start: int, end: int, time_of: TimeOf, *, captions: bool = False) -> Markup:
    """Return the lines of a stretch of a source; those of `captions` are cut, and their escapes escaped, twice."""
    places = Places.of(source)
    found = tuple(read_tokens(source.text, start, end, doubly=captions))
    ends = {} if captions else _furniture_ends(found)
    builder = LineBuilder(places, time_of, keep_lines=captions)
    tokens: list[Token] = []
    furniture: list[tuple[int, int]] = []
    behind = start
    for token in found:
        if token.start < behind:
            continue
        # An article has a footer of its own, and some pages are one big form.
        kept = token.name == "footer" and builder.is_within("article", "blockquote", "main", "section")
        kept |= token.name == "form" and (ends.get(token.start, 0) - token.start) * 2 > end - start
        if token.start in ends and not kept:
            behind = ends[token.start]
            furniture.append((token.start, behind))
            builder.end_line(opens=True)
        else:
            tokens.append(token)
            builder.take(token)
    builder.end_line(opens=True)
    return Markup(places, tuple(builder.lines), tuple(tokens), tuple(furniture))


def skip_rest(
    markup: Markup, kept: Iterable[Excerpt], named: Iterable[tuple[Excerpt, str]] = ()
) -> tuple[Skipped, ...]:
    """Return everything but the excerpts that are kept: the `named` ones for their reason, markup as such."""
    parts = [(start, end, "") for excerpt in kept for start, end in excerpt.spans()]
    parts += [(start, end, reason) for excerpt, reason in named for start, end in excerpt.spans()]
    taken = {start for start, _, _ in parts}
    parts += [(start, end, "page furniture") for start, end in markup.furniture]
    parts += [
        (token.start, token.end, _reason(token))
        for token in markup.tokens
        if token.kind is not Kind.TEXT and not (token.kind is Kind.ESCAPE and token.start in taken)
    ]
    return tuple(_coalesced(markup.places, parts))


def without(excerpt: Excerpt, cuts: Sequence[tuple[int, int]]) -> Excerpt:
    """Return an excerpt without some parts of its text, which come in order."""
    pieces: list[Piece] = []
    reached, cut = 0, 0
    for piece in excerpt.pieces or (Piece(excerpt.text, excerpt.start, excerpt.end, excerpt.line),):
        first, done = reached, 0
        reached += len(piece.text)
        while cut < len(cuts) and cuts[cut][0] < reached:
            if cuts[cut][0] - first > done:
                pieces.append(piece.part(done, cuts[cut][0] - first))
            done = max(min(cuts[cut][1], reached) - first, done)
            if cuts[cut][1] > reached:
                break
            cut += 1
        if done < len(piece.text):
            pieces.append(piece.part(done, len(piece.text)))
    text = "".join(piece.text for piece in pieces)
    if not pieces:
        return excerpt.part(0, 0)
    return Excerpt(text, pieces[0].start, pieces[-1].end, pieces[0].line, tuple(pieces)).part(0, len(text))


def without_times(excerpt: Excerpt) -> Excerpt:
    """Return an excerpt that does not say when it is heard."""
    return replace(excerpt, pieces=tuple(replace(piece, time=None) for piece in excerpt.pieces))


def find_times_back(source: Source, excerpts: Iterable[Excerpt]) -> tuple[Problem, ...]:
    """Return a warning where some of the excerpts are heard earlier than the one before."""
    back = count_back((excerpt.time, excerpt) for excerpt in excerpts if excerpt.time)
    if not back:
        return ()
    wrong = f"{len(back)} times go back; the first is at “{back[0].text[:40]}”"
    right = "put the parts in the order they are heard; the order of the file is kept"
    return (Problem(origin=source.origin(back[0].line), wrong=wrong, right=right, fatal=False),)


def _reason(token: Token) -> str:
    return "style" if token.name == "style" else _REASONS.get(token.kind, "markup")


def _coalesced(places: Places, parts: list[tuple[int, int, str]]) -> Iterator[Skipped]:
    stretches: list[tuple[int, int, str]] = []
    for start, end, reason in sorted(parts, key=itemgetter(0, 1)):
        if stretches and reason and stretches[-1][2] == reason:
            stretches[-1] = (stretches[-1][0], end, reason)
        else:
            stretches.append((start, end, reason))
    for start, end, reason in stretches:
        if reason and visible(places.source.text[start:end]):
            yield structure(places.excerpt(start, end), reason)


def _furniture_ends(tokens: Iterable[Token]) -> dict[int, int]:
    """Return for the begin of each piece of furniture its end; one that is never closed is none."""
    opened: dict[str, list[int]] = {name: [] for name in _FURNITURE}
    ends: dict[int, int] = {}
    for token in tokens:
        if token.name in _FURNITURE and token.kind is Kind.OPEN:
            opened[token.name].append(token.start)
        elif token.name in _FURNITURE and token.kind is Kind.CLOSE and opened[token.name]:
            ends[opened[token.name].pop()] = token.end
    return ends
