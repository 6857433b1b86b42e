"""Transcripts as HTML: Podcasting 2.0, W3C minutes, word spans of Hyperaudio, and pages that people write.

* https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md:
  `<cite>Ann:</cite> <time>0:12</time> <p>text</p>`;
* https://w3c.github.io/scribe2/scribedoc.html: `<p class="phone s01"><cite>Ann:</cite> text`, a `<cite>` for each
  paragraph, so that one without is nobody's;
* https://github.com/hyperaudio/hyperaudio-lite: `<span data-m="1230" data-d="200">word</span>`, in milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.errors import Problem, ProblemsError
from generator.formats.html_labels import Head, find_heads
from generator.formats.html_turns import Turns
from generator.formats.markup_lines import Element, Line
from generator.formats.markup_text import Markup, find_times_back, read_markup, skip_rest
from generator.model import Document, Utterance
from generator.origin import Excerpt, Source
from generator.recap_headings import Section, find_section
from generator.timecode import TimeSpan
from generator.words import count_words, words

NAME = "html"
"""Name of the format."""
_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_TAG = re.compile(r"<(?:!doctype\s|/?[a-z][a-z0-9]*[\s>])", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|cite)\b", re.IGNORECASE | re.DOTALL
)
_BLOCK = re.compile(
    r"</?(?:article|blockquote|cite|div|dl|h[1-6]|li|main|ol|p|section|span|table|ul)\b", re.IGNORECASE
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOILERPLATE = frozenset({"address", "diagnostics"})
"""Elements and classes at the end of W3C minutes that say which program has written them."""
_HEAD_CHARACTERS = 4000
_SAMPLE_LINES = 40


def sniff(source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file is a page, or whether two thirds of its first lines are elements of one."""
    head = source.text[lines[0].start : lines[0].start + _HEAD_CHARACTERS]
    if PurePosixPath(source.path).suffix.casefold() in _SUFFIXES:
        return bool(_TAG.search(head))
    if _PAGE.match(head):
        return True
    sample = lines[:_SAMPLE_LINES] if _BLOCK.match(lines[0].text) else ()
    return bool(sample) and sum(bool(_BLOCK.match(line.text)) for line in sample) * 3 >= 2 * len(sample)


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return the text of a page as utterances, its headings as chapters, and its markup by name.

    Raises `ProblemsError` where the page holds no speech, or a recap.
    """
    markup = read_markup(source, lines[0].start, lines[-1].end, _word_time)
    page = _Page.of(markup)
    heads = find_heads(page.body)
    utterances = _utterances(page, heads)
    _refuse(source, page, utterances)
    named = [*page.named, *((mark, _named(source, mark, reason)) for head in heads for mark, reason in head.marks)]
    kept = [*_excerpts(utterances), *([page.title] if page.title else [])]
    return Document(
        source=source,
        format=NAME,
        title=page.title,
        utterances=utterances,
        skipped=skip_rest(markup, kept, named),
        problems=find_times_back(source, (text for said in utterances for text in said.paragraphs)),
    )


def _utterances(page: _Page, heads: Sequence[Head]) -> tuple[Utterance, ...]:
    turns = Turns(timed=page.timed)
    for line, head in zip(page.body, heads, strict=True):
        if line.block in _HEADINGS and not head.label:
            turns.take_heading(line, int(line.block[1]))
        else:
            turns.take(line, head)
    return turns.utterances()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The lines of a page, sorted."""

    title: Excerpt | None
    """The heading of the first level, else the title of the window."""
    body: tuple[Line, ...]
    """What may be said."""
    named: tuple[tuple[Excerpt, str], ...]
    """The rest, each with its name."""
    timed: bool
    """Whether the page has times of words."""

    @classmethod
    def of(cls, markup: Markup) -> _Page:
        """Sort the lines of a page."""
        timed = [index for index, line in enumerate(markup.lines) if line.excerpt.time]
        above = markup.lines[: timed[0]] if timed else markup.lines
        heading = next((line for line in above if line.block == "h1"), None)
        window = next((line for line in markup.lines if line.block == "title"), None)
        title = heading or window
        body: list[Line] = []
        named: list[tuple[Excerpt, str]] = []
        for index, line in enumerate(markup.lines):
            if line is title:
                continue
            reason = _no_speech(line)
            if timed and not reason and not timed[0] <= index <= timed[-1]:
                reason = "page furniture"  # A player shows more than the words that it plays.
            if reason:
                named.append((line.excerpt, reason))
            else:
                body.append(line)
        return cls(
            title=title.excerpt if title else None,
            body=tuple(body),
            named=tuple(named),
            timed=bool(timed),
        )


def _no_speech(line: Line) -> str:
    """Return what a line is that nobody says; nothing where somebody may."""
    names = {element.name for element in line.around}
    if "title" in names or ("header" in names and not names & {"article", "main", "section"}):
        return "metadata"
    boilerplate = any(_BOILERPLATE & {element.name, *element.classes} for element in line.around)
    return "page furniture" if boilerplate else ""


def _word_time(element: Element, outer: TimeSpan | None) -> TimeSpan | None:
    start, lasts = element.attributes.get("data-m", ""), element.attributes.get("data-d", "")
    if not start.isdecimal():
        return outer
    start_ms = int(start)
    end_ms = start_ms + int(lasts) if lasts.isdecimal() and int(lasts) else None
    return TimeSpan(start_ms=start_ms, end_ms=end_ms)


def _named(source: Source, mark: Excerpt, reason: str) -> str:
    """Return the name of a mark; one that is written as an escape is letters in the file."""
    raw = source.text[mark.start : mark.end]
    return "markup" if reason != "time" and words(raw) else reason


def _excerpts(utterances: Sequence[Utterance]) -> list[Excerpt]:
    return [
        excerpt
        for said in utterances
        for excerpt in (
            *(chapter.title for chapter in said.chapters),
            *([said.label] if said.label else []),
            *said.again,
            *said.paragraphs,
        )
    ]


def _refuse(source: Source, page: _Page, utterances: Sequence[Utterance]) -> None:
    sections = {find_section(line.excerpt.text, decorated=True) for line in page.body if line.block in _HEADINGS}
    labelled = any(said.label for said in utterances)
    if len(sections - {None, Section.TRANSCRIPT}) > 1 and not labelled:
        wrong, right = "a recap as HTML is not read", "save it as Markdown or as plain text"
    elif not any(count_words(text.text) for said in utterances for text in said.paragraphs):
        wrong, right = "the page holds no speech", "save the transcript itself, with `<p>` for each paragraph"
    else:
        return
    raise ProblemsError([Problem(origin=source.origin(1), wrong=wrong, right=right)])
