"""WebVTT: captions with voices, names, comments and styles.

https://www.w3.org/TR/webvtt1/. Read as widely as it is written: times without hours or in mere seconds, names of
cues that are numbers or UUIDs, `Kind:` and `Language:` below the first line as YouTube has them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from generator.errors import Problem, ProblemsError
from generator.formats.caption_text import read_caption_line
from generator.formats.cue_blocks import ARROWS, CueFile, find_timing, read_cues, split_blocks
from generator.formats.cues import read_captions
from generator.languages import is_tag
from generator.marks import structure
from generator.model import Chapter, Document, Skipped
from generator.origin import Excerpt, Source, join_excerpts

NAME = "webvtt"
"""Name of the format."""
_GRAMMAR = replace(ARROWS, any_name=True)
_SIGNATURE = re.compile(r"WEBVTT(?:\s.*)?")
_ENTRY = re.compile(r"(?P<key>[\w-]+)\s*:\s*(?P<value>\S+)")
_COMMENT = re.compile(r"(?:(?P<comment>NOTE)(?:\s.*)?|(?P<style>STYLE|REGION))")
_CHAPTERS = re.compile(r"(?:^|[^a-z])chapters?(?:[^a-z]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """A file without its header and comments."""

    cue_lines: tuple[Excerpt, ...]
    skipped: tuple[Skipped, ...]
    entries: dict[str, str]
    """What the header says, such as `language`."""


def sniff(_source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether the file begins with `WEBVTT` and has a line of times, or nothing more."""
    if not lines or not _SIGNATURE.fullmatch(lines[0].text):
        return False
    return len(lines) == 1 or find_timing(_GRAMMAR, lines) is not None


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return the captions as utterances, or the chapters, where the file is one of chapters.

    Raises `ProblemsError` where no cue has any text.
    """
    parts = _split(source, lines)
    found = read_cues(source, parts.cue_lines, _GRAMMAR)
    found = replace(found, skipped=(*parts.skipped, *found.skipped))
    name = PurePosixPath(source.path).name
    if parts.entries.get("kind", "").casefold() == "chapters" or _CHAPTERS.search(name):
        return _read_chapters(source, found)
    lang = parts.entries.get("language")
    return read_captions(source, found, NAME, lang if lang and is_tag(lang) else None)


def _split(source: Source, lines: Sequence[Excerpt]) -> _Parts:
    kept: list[Excerpt] = []
    skipped: list[Skipped] = []
    entries: dict[str, str] = {}
    for number, block in enumerate(split_blocks(source, lines)):
        comment = _COMMENT.fullmatch(block[0].text)
        if number and not comment:
            kept += block
            continue
        # Times end a comment, as they do everything else.
        times = find_timing(_GRAMMAR, block)
        named = times is not None and times > 1 and block[times - 1].text.isdecimal()
        body = block if times is None else block[: times - named]
        reason = "file header" if not number else "comment" if comment and comment["comment"] else "style"
        if body:
            skipped.append(structure(source.between(body[0], body[-1]), reason))
        if not number:
            entries = {
                match["key"].casefold(): match["value"] for line in body if (match := _ENTRY.match(line.text))
            }
        kept += block[len(body) :]
    return _Parts(cue_lines=tuple(kept), skipped=tuple(skipped), entries=entries)


def _read_chapters(source: Source, found: CueFile) -> Document:
    chapters: list[Chapter] = []
    skipped = list(found.skipped)
    for cue in found.cues:
        lines = [read_caption_line(line, None) for line in cue.lines]
        skipped += (mark for line in lines for mark in line.marks)
        texts = [part for line in lines for said in line.said for part in (said.voice, said.text) if part]
        if texts:
            title = join_excerpts(texts) if len(texts) > 1 else texts[0]
            chapters.append(Chapter(title=title, start_ms=cue.time.start_ms if cue.time else None))
    if not chapters:
        problem = Problem(origin=source.origin(1), wrong="no chapter has a title", right="write it below its times")
        raise ProblemsError([problem])
    return Document(source=source, format=NAME, chapters=tuple(chapters), skipped=tuple(skipped))
