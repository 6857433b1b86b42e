"""One entry of a recap taken apart: a point, a takeaway with its label, a term with its definition.

Stars within an entry are its text; stars around its label, its term or the whole of it are marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.marks import Heading, marks, unbolded, unbulleted
from generator.model import Skipped, Takeaway, Term
from generator.origin import Excerpt, join_excerpts
from generator.words import count_words, folded, visible

_LONGEST_DEFINITION = 600
"""In characters, where no heading says that a line is a term: an hour of speech may hold a dash too."""
_NUMBER = r"(?:\d{1,3}[.)]\s++)?"
_COLON = r"(?:：|:(?=\s|[^\x00-\x7f]))\s*+"
_LABELS = (
    re.compile(rf"\*\*\s*+{_NUMBER}(?P<label>[^*\s][^*]{{0,99}}?)\s*+[:：]\s*+\*\*\s*+(?P<text>.+)", re.DOTALL),
    re.compile(rf"\*\*\s*+{_NUMBER}(?P<label>[^*\s][^*]{{0,99}}?)\s*+\*\*\s*+[:：]\s*+(?P<text>.+)", re.DOTALL),
    re.compile(
        rf"\*\*\s*+{_NUMBER}(?P<label>[^*\s][^*]{{0,99}}?)\s*+\*\*\s+(?:[—–]|--?)\s+(?P<text>.+)", re.DOTALL
    ),
    re.compile(rf"(?P<label>[^*:：\s][^*:：]{{0,99}}?)\s*+{_COLON}(?P<text>.+)", re.DOTALL),
)
_BOLD_BEGIN = re.compile(
    r"\*\*\s*+(?P<label>[^*\s][^*]{0,99}?)\s*+\*\*(?P<text>\s*+[:：—–-].+|(?<=[:：]\*\*).+)", re.DOTALL
)
_BOLD_LINE = re.compile(r"\*\*\s*+(?P<text>[^*\s][^*]{0,99}?)\s*+[:：]?\s*+\*\*\s*+[:：]?")
_SENTENCE_WITHIN = re.compile(r"[.?!;]\s|[。？！；]")
_BOLD_NUMBERED = re.compile(r"\*\*\s*+\d{1,3}[.)]\s++(?P<text>[^*]+)\*\*", re.DOTALL)
_DASH = r"(?:\s++(?:[—–]|--?)\s++|\s*+(?:——|⸺)\s*+)"
# A name may hold a dash or colon in brackets: `RLHF (training: the last step) — ...`.
_NAME = r"(?P<name>(?:[^*\s(（]|[(（][^\n()（）]{0,80}[)）])(?:[^\n()（）]|[(（][^\n()（）]{0,80}[)）]){0,79}?)"
_TERMS = (
    re.compile(r"\*\*\s*+(?P<name>[^*\s][^*]{0,79}?)\s*+[:：]\s*+\*\*\s*+(?P<text>.+)", re.DOTALL),
    re.compile(r"\*\*\s*+(?P<name>[^*\s][^*]{0,79}?)\s*+\*\*\s*+[:：—–-]*+\s*+(?P<text>.+)", re.DOTALL),
    re.compile(rf"{_NAME}(?:{_DASH}|\s*+{_COLON})(?P<text>.+)", re.DOTALL),
)
_DASHED_TERM = re.compile(rf"(?P<name>[^*:：\s][^*:：\n]{{0,79}}?){_DASH}(?P<text>.+)", re.DOTALL)
_DEFINITION = re.compile(r"[:：]\s++(?P<text>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a section."""

    value: Excerpt | Takeaway | Term
    """The point, takeaway or term."""
    whole: Excerpt
    """All of its lines, from the bullet to the last word."""
    marks: tuple[Skipped, ...]
    """What of them is no text."""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two entries the same: their words, however the lines are broken and marked."""
        match self.value:
            case Takeaway(label=label, text=text):
                return ("takeaway", folded(label.text) if label else "", folded(text.text))
            case Term(name=name, definition=definition):
                return ("term", folded(name.text), folded(definition.text))
            case Excerpt(text=words):
                return ("point", folded(words))


def has_label(line: Excerpt) -> bool:
    """Tell whether an entry begins with a few words of its own before a colon."""
    return _match_label(unbulleted(line)) is not None


def is_dashed_term(line: Excerpt) -> bool:
    """Tell whether a line has the form `Term — definition`, which needs no heading to be known."""
    match = _DASHED_TERM.fullmatch(line.text)
    return bool(match and _is_short(match["name"], 8) and len(match["text"]) <= _LONGEST_DEFINITION)


def is_definition(line: Excerpt) -> bool:
    """Tell whether a line defines the term on the line before: `:   what it means`."""
    return bool(_DEFINITION.fullmatch(line.text))


def bold_heading(line: Excerpt) -> Heading | None:
    """Return the heading that a line all in bold letters is: `**Tools**:`, `**1. Budget**`."""
    match = _BOLD_LINE.fullmatch(line.text)
    if not match or not _is_short(match["text"], 12) or not count_words(match["text"]):
        return None
    text = line.part(*match.span("text"))
    return Heading(line=line, level=6, text=text, marks=marks(line, text))


def point(whole: Excerpt) -> Entry:
    """Return an entry as a point of the summary; of `**Date:** 3 May` the stars are marks, and all else is text."""
    text = unmarked(whole)
    match = _BOLD_BEGIN.fullmatch(text.text)
    if not match or not visible(match["text"]):
        return Entry(value=text, whole=whole, marks=marks(whole, text))
    label, rest = text.part(*match.span("label")), text.part(*match.span("text"))
    joined = join_excerpts([label, rest], gap=" " if match["text"][0].isspace() else "")
    return Entry(value=joined, whole=whole, marks=marks(whole, label, rest))


def takeaway(whole: Excerpt) -> Entry:
    """Return an entry as a takeaway, with its label where it has one."""
    body = unbulleted(whole)
    match = _match_label(body)
    if not match:
        text = unmarked(whole)
        return Entry(value=Takeaway(label=None, text=text), whole=whole, marks=marks(whole, text))
    return takeaway_of(whole, body.part(*match.span("label")), body.part(*match.span("text")))


def takeaway_of(whole: Excerpt, label: Excerpt, text: Excerpt) -> Entry:
    """Return a takeaway whose label is known."""
    return Entry(value=Takeaway(label=label, text=text), whole=whole, marks=marks(whole, label, text))


def term(whole: Excerpt) -> Entry | None:
    """Return an entry as a term, None where nothing divides it into a name and a definition."""
    body = unbulleted(whole)
    for pattern in _TERMS:
        match = pattern.fullmatch(body.text)
        if match and _is_short(match["name"], 12) and count_words(match["name"]):
            return term_of(whole, body.part(*match.span("name")), body.part(*match.span("text")))
    return None


def term_of(whole: Excerpt, name: Excerpt, definition: Excerpt) -> Entry:
    """Return a term whose name and definition are known."""
    return Entry(value=Term(name=name, definition=definition), whole=whole, marks=marks(whole, name, definition))


def undefined_term(whole: Excerpt, name: Excerpt) -> Entry:
    """Return a term that the recap names and does not define."""
    return term_of(whole, name, name.part(len(name.text), len(name.text)))


def definition_of(line: Excerpt) -> Excerpt:
    """Return a definition without its colon."""
    match = _DEFINITION.fullmatch(line.text)
    return line.part(*match.span("text")) if match else line


def unmarked(whole: Excerpt) -> Excerpt:
    """Return the words of an entry: without its bullet or number, and without the stars around all of it."""
    match = _BOLD_NUMBERED.fullmatch(whole.text)
    return whole.part(*match.span("text")) if match else unbolded(unbulleted(whole))


def _match_label(body: Excerpt) -> re.Match[str] | None:
    for pattern in _LABELS:
        match = pattern.fullmatch(body.text)
        if match:
            fits = _is_short(match["label"], 12) and not _SENTENCE_WITHIN.search(match["label"])
            return match if fits and count_words(match["label"]) else None
    return None


def _is_short(text: str, longest: int) -> bool:
    # A text in Han letters has no spaces: each letter counts as a word, and a word has about two.
    return len(text.split()) <= longest and count_words(text) <= 3 * longest
