"""Transcripts of Rev as its speech datasets have them: a table with a word on each line.

    token|speaker|ts|endTs|punctuation|case|tags
    Welcome|1|0.94|1.54|,|UC|[]

Further columns may follow. Times are seconds and may be missing. Punctuation has a column of its own and belongs
to the word before it. See https://github.com/revdotcom/fstalign/blob/develop/docs/NLP-Format.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.formats.json_text import span
from generator.formats.places import Places
from generator.formats.spoken import Said
from generator.formats.spoken_document import Found, make_document
from generator.model import Document
from generator.origin import Excerpt, Source
from generator.timecode import read_seconds

NAME = "rev-nlp"
"""Name of the format."""

_COLUMNS = ("token", "speaker", "ts", "endTs", "punctuation")


def sniff(_source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether the first line names the columns."""
    return lines[0].text.startswith("|".join(_COLUMNS))


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return the words as utterances."""
    said = [item for line in lines[1:] for item in _said(line)]
    return make_document(Places.of(source), NAME, Found(said=said))


def _said(line: Excerpt) -> Iterator[Said]:
    columns = line.text.split("|")
    if len(columns) < len(_COLUMNS):
        return
    token, speaker, start, end, mark = columns[: len(_COLUMNS)]
    label = _cell(line, len(token) + 1, speaker)
    time = span(read_seconds(start), read_seconds(end))
    if token.strip():
        yield Said(text=_cell(line, 0, token), label=label if label.text else None, time=time)
    if mark.strip():
        text = _cell(line, sum(map(len, columns[:4])) + 4, mark)
        yield Said(text=text, label=label if label.text else None, time=time, glued=True)


def _cell(line: Excerpt, start: int, text: str) -> Excerpt:
    """Return a cell of a line, stripped; most have no white space around them, and there are a million of them."""
    if text.strip() != text:
        return line.part(start, start + len(text))
    return Excerpt(text, line.start + start, line.start + start + len(text), line.line)
