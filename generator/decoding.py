"""Bytes to text: marks, UTF-8, and at last a guess that is owned up to."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass, replace

from generator.errors import Problem
from generator.origin import Excerpt, Origin, Source

# UTF-32 stands before UTF-16: the mark of the one begins with the mark of the other.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What text editors have written in the last thirty years, the commonest first. Left free, a guess over a few words
# ends up among the encodings of DOS and of old Macintoshes, where any bytes make words.
_GUESSES = """
cp1252 gb18030 big5 cp932 cp949 cp1251 cp1250 cp1254 cp1253 cp1255 cp1256 cp1257 cp1258 euc_jp koi8_r
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of one file."""

    source: Source | None
    """The file as text; None when it cannot be read."""
    problems: tuple[Problem, ...] = ()
    """Why not, or what the reader had to guess."""


def decode(data: bytes, shown: str) -> Reading:
    """Return the bytes of a file as text; `shown` is its path as messages name it."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return _checked(data, data.decode(encoding), encoding, shown)
    except UnicodeDecodeError as error:
        line = _line_after(data[: error.start].decode(encoding, errors="ignore"))
    if encoding != "utf-8":
        wrong = f"begins with the mark of {encoding.removesuffix('-sig').upper()} but is not written in it"
        return _failed(shown, wrong, line)
    return _guess(data, shown, line)


def _guess(data: bytes, shown: str, line: int) -> Reading:
    from charset_normalizer import from_bytes  # noqa: PLC0415  only broken files need it

    names = _GUESSES.split()
    matches = [] if b"\0" in data else list(from_bytes(data, cp_isolation=names))
    if not matches:
        return _failed(shown, "is no text", line)
    best = (matches[0].chaos, matches[0].coherence)
    equal = {name for it in matches if (it.chaos, it.coherence) == best for name in it.could_be_from_charset}
    encoding = next(name for name in names if name in equal)
    try:
        reading = _checked(data, data.decode(encoding), encoding, shown)
    except UnicodeDecodeError:  # Of a long file only samples are tried.
        return _failed(shown, "is no text", line)
    wrong = f"is not UTF-8 from here on and was read as {encoding}, a guess"
    return replace(reading, problems=(_problem(shown, wrong, line, fatal=False), *reading.problems))


def _checked(data: bytes, text: str, encoding: str, shown: str) -> Reading:
    """Take a decoded text unless it holds NUL: no text does, but UTF-16 without a mark and binary files do."""
    before, nul, _ = text.partition("\0")
    if nul:
        return _failed(shown, "is no text", _line_after(before))
    sha256 = hashlib.sha256(data).hexdigest()
    return Reading(source=Source(path=shown, text=text, sha256=sha256, encoding=encoding))


def _line_after(text: str) -> int:
    return Excerpt(text, 0, len(text), 1).part(len(text), len(text)).line


def _failed(shown: str, wrong: str, line: int) -> Reading:
    return Reading(source=None, problems=(_problem(shown, wrong, line),))


def _problem(shown: str, wrong: str, line: int, *, fatal: bool = True) -> Problem:
    origin = Origin(path=shown, line=line)
    return Problem(origin=origin, wrong=wrong, right="save it as UTF-8 text", fatal=fatal)
