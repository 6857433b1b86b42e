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
above those that would take its files, and put a folder of cases below `tests/cases/formats`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator import recap
from generator.errors import Problem, ProblemsError
from generator.formats import (
    aws_transcribe,
    caption_xml,
    deepgram,
    google_stt,
    html_page,
    ibm_watson,
    irc_log,
    json_chapters,
    json_unknown,
    kaldi,
    labelled,
    labels,
    podcast_json,
    podlove,
    qmsum,
    rev_ai,
    rev_nlp,
    sbv,
    speechmatics,
    srt,
    unlabelled,
    webvtt,
    whisper,
    words_json,
    youtube_json,
)
from generator.formats.facts import join_facts
from generator.formats.front_matter import read_front_matter, skip_front_matter
from generator.model import Document
from generator.origin import Excerpt, Source
from generator.words import visible

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
    above = len(recap.foreword(source, lines))
    return recap.sniff(source, lines) and not labels.is_conversation(lines, above)


def _read_recap(source: Source, lines: Sequence[Excerpt]) -> Document:
    return recap.read(source, lines, recap.Speech(is_speech=labels.is_conversation, read=_read_speech))


def _read_speech(source: Source, lines: Sequence[Excerpt]) -> Document:
    read = labelled.read if labelled.sniff(source, lines) else unlabelled.read
    return read(source, lines)


def _read_labelled(source: Source, lines: Sequence[Excerpt]) -> Document:
    return recap.read_around(source, lines, labelled.read, labels.find_labels)


FORMATS = (
    Format(name=podcast_json.NAME, sniff=podcast_json.sniff, read=podcast_json.read),
    Format(name=whisper.NAME, sniff=whisper.sniff, read=whisper.read),
    Format(name=podlove.NAME, sniff=podlove.sniff, read=podlove.read),
    Format(name=youtube_json.NAME, sniff=youtube_json.sniff, read=youtube_json.read),
    Format(name=aws_transcribe.NAME, sniff=aws_transcribe.sniff, read=aws_transcribe.read),
    Format(name=speechmatics.NAME, sniff=speechmatics.sniff, read=speechmatics.read),
    Format(name=ibm_watson.NAME, sniff=ibm_watson.sniff, read=ibm_watson.read),
    Format(name=google_stt.NAME, sniff=google_stt.sniff, read=google_stt.read),
    Format(name=kaldi.NAME, sniff=kaldi.sniff, read=kaldi.read),
    Format(name=deepgram.NAME, sniff=deepgram.sniff, read=deepgram.read),
    Format(name=rev_ai.NAME, sniff=rev_ai.sniff, read=rev_ai.read),
    Format(name=words_json.NAME, sniff=words_json.sniff, read=words_json.read),
    Format(name=qmsum.NAME, sniff=qmsum.sniff, read=qmsum.read),
    Format(name=json_chapters.NAME, sniff=json_chapters.sniff, read=json_chapters.read),
    Format(name=json_unknown.NAME, sniff=json_unknown.sniff, read=json_unknown.read),
    Format(name=rev_nlp.NAME, sniff=rev_nlp.sniff, read=rev_nlp.read),
    Format(name=webvtt.NAME, sniff=webvtt.sniff, read=webvtt.read),
    Format(name=srt.NAME, sniff=srt.sniff, read=srt.read),
    Format(name=sbv.NAME, sniff=sbv.sniff, read=sbv.read),
    Format(name=html_page.NAME, sniff=html_page.sniff, read=html_page.read),
    Format(name=caption_xml.NAME, sniff=caption_xml.sniff, read=caption_xml.read),
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
    lines = [line for line in source.lines() if visible(line.text)]
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
