"""The readers: text of a source file in, a `Document` out.

    webvtt        captions, with voices and styles
    srt, sbv      captions, numbered or not
    podcast_json, whisper, podlove, youtube_json, aws_transcribe, speechmatics, ibm_watson, google_stt, kaldi,
    deepgram, rev_ai, words_json, qmsum
                  transcripts in JSON, each as its engine writes it
    json_chapters, json_unknown
                  chapters in JSON; any other JSON, which is a problem
    rev_nlp       a table with a word on each line
    html_page     a page: Podcasting 2.0, W3C minutes, word spans, paragraphs under names
    caption_xml   captions of YouTube (srv1, srv2, srv3) and TTML
    irc_log       a log of IRC, or minutes that a scribe types there
    recap         title, summary, takeaways, vocabulary and transcript in one file
    labelled      a transcript that says who speaks
    unlabelled    words without speakers

Every reader accounts for every character that shows: it is in the document, or on its list of what is skipped.
A format knows nothing of this table. To add one, write a module with `sniff` and `read`, add a line to `FORMATS`
above those that would take its files, and put a folder of cases below `tests/cases/formats`. A module that few
files need is loaded late: then a cheap test, which may say yes too often but never no, stands before its `sniff`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from generator import recap
from generator.errors import Problem, ProblemsError
from generator.formats import irc_log, labelled, labels, unlabelled
from generator.formats.facts import join_facts
from generator.formats.front_matter import read_front_matter, skip_front_matter
from generator.model import Document
from generator.origin import Excerpt, Source

__all__ = ["FORMATS", "Format", "read_document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way in which people and tools write records of talks."""

    name: str
    """The name that `Document.format` bears."""
    sniff: Callable[[Source, Sequence[Excerpt]], bool]
    """Tells whether lines are written in this format."""
    read: Callable[[Source, Sequence[Excerpt]], Document]
    """Reads lines that `sniff` has said yes to."""


def _sniff_recap(source: Source, lines: Sequence[Excerpt]) -> bool:
    # A transcript may hold a list or the heading "Summary"; then somebody has spoken above it.
    return recap.sniff(source, lines) and not labels.is_conversation(lines, len(recap.foreword(source, lines)))


def _read_recap(source: Source, lines: Sequence[Excerpt]) -> Document:
    return recap.read(source, lines, recap.Speech(is_speech=labels.is_conversation, read=_read_speech))


def _read_speech(source: Source, lines: Sequence[Excerpt]) -> Document:
    read = labelled.read if labelled.sniff(source, lines) else unlabelled.read
    return read(source, lines)


def _read_labelled(source: Source, lines: Sequence[Excerpt]) -> Document:
    return recap.read_around(source, lines, labelled.read, labels.find_labels)


_HEAD = 5
"""Lines at the begin of a file of captions among which is one of times."""
_JSON_BEGIN = re.compile(r"\ufeff?\s*[{\[]")


def _may_be_json(source: Source, _lines: Sequence[Excerpt]) -> bool:
    return bool(_JSON_BEGIN.match(source.text)) or source.path.casefold().endswith((".json", ".json3"))


def _may_be_table(_source: Source, lines: Sequence[Excerpt]) -> bool:
    return lines[0].text.startswith("token|")


def _may_be_captions(_source: Source, lines: Sequence[Excerpt]) -> bool:
    return any(line.text[0].isdigit() or line.text.startswith("WEBVTT") for line in lines[:_HEAD])


def _may_be_markup(source: Source, _lines: Sequence[Excerpt]) -> bool:
    return "<" in source.text


def _late(name: str, module: str, may_be: Callable[[Source, Sequence[Excerpt]], bool]) -> Format:
    """Return a format whose module is loaded when a file may be written in it: most runs meet two or three."""

    def sniff(source: Source, lines: Sequence[Excerpt]) -> bool:
        return may_be(source, lines) and bool(import_module(f"{__name__}.{module}").sniff(source, lines))

    def read(source: Source, lines: Sequence[Excerpt]) -> Document:
        document: Document = import_module(f"{__name__}.{module}").read(source, lines)
        return document

    return Format(name=name, sniff=sniff, read=read)


FORMATS = (
    _late("podcast-json", "podcast_json", _may_be_json),
    _late("whisper", "whisper", _may_be_json),
    _late("podlove", "podlove", _may_be_json),
    _late("youtube-json3", "youtube_json", _may_be_json),
    _late("aws-transcribe", "aws_transcribe", _may_be_json),
    _late("speechmatics", "speechmatics", _may_be_json),
    _late("ibm-watson", "ibm_watson", _may_be_json),
    _late("google-stt", "google_stt", _may_be_json),
    _late("kaldi", "kaldi", _may_be_json),
    _late("deepgram", "deepgram", _may_be_json),
    _late("rev-ai", "rev_ai", _may_be_json),
    _late("words-json", "words_json", _may_be_json),
    _late("qmsum", "qmsum", _may_be_json),
    _late("json-chapters", "json_chapters", _may_be_json),
    _late("json", "json_unknown", _may_be_json),
    _late("rev-nlp", "rev_nlp", _may_be_table),
    _late("webvtt", "webvtt", _may_be_captions),
    _late("srt", "srt", _may_be_captions),
    _late("sbv", "sbv", _may_be_captions),
    _late("html", "html_page", _may_be_markup),
    _late("caption-xml", "caption_xml", _may_be_markup),
    Format(name=irc_log.NAME, sniff=irc_log.sniff, read=irc_log.read),
    Format(name=recap.NAME, sniff=_sniff_recap, read=_read_recap),
    Format(name=labelled.NAME, sniff=labelled.sniff, read=_read_labelled),
    Format(name=unlabelled.NAME, sniff=unlabelled.sniff, read=unlabelled.read),
)
"""The formats in order of trial."""


def read_document(source: Source) -> Document:
    """Return what a source file says, read by the first format that knows it.

    Raises `ProblemsError` where the file is blank or holds nothing that a page could show.
    """
    lines = [line for line in source.lines() if line.shows]
    matter = read_front_matter(source, lines)
    for form in FORMATS:
        if matter.rest and form.sniff(source, matter.rest):
            document = form.read(source, matter.rest)
            title = document.title or matter.title
            skipped = (*skip_front_matter(matter, title), *document.skipped)
            facts = join_facts(matter.facts, document.facts, title.text if title else None)
            return replace(document, title=title, skipped=skipped, facts=facts)
    raise ProblemsError([_problem(source, lines, matter.rest)])


def _problem(source: Source, lines: Sequence[Excerpt], rest: Sequence[Excerpt]) -> Problem:
    right = "write the transcript as lines like `**Name:** what was said`, or as plain text"
    if not lines:
        return Problem(origin=source.origin(1), wrong="the file is empty", right=right)
    line = (rest or lines)[0].line
    wrong = "no text below the front matter" if not rest else "no text that could be read: only symbols or headings"
    return Problem(origin=source.origin(line), wrong=wrong, right=right)
