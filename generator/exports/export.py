"""What an export is: a file made of a talk, for other programs or for reading without the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from generator.exports.cues import Cue
from generator.exports.said import SaidTurn
from generator.model import Talk, Transcript
from generator.words import folded


class Words(Protocol):
    """The interface words of one language: `generator.pages.strings` has them."""

    @property
    def lang(self) -> str:
        """Language tag of the words."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key with the values filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a writer gets."""

    talk: Talk
    """The talk."""
    say: Words
    """Interface words in the language of the talk."""
    lang: str
    """The language to write, for exports that are made once for each."""
    said: tuple[SaidTurn, ...] = ()
    """The turns of the main transcript, made ready to be written."""
    cues: tuple[Cue, ...] = ()
    """The captions in that language; none where nobody knows when things are said."""

    @property
    def transcript(self) -> Transcript | None:
        """The main transcript."""
        return self.talk.transcripts[0] if self.talk.transcripts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A kind of file that can be made of a talk."""

    name: str
    """What `talkbook export --format` calls it."""
    title: str = ""
    """Key of its name in the interface words; empty where no page lists it."""
    file: str
    """Name of the file; `{slug}` is that of the talk, `{lang}` a language, for each of which a file is made."""
    write: Callable[[Material], str | bytes | None]
    """Returns the file; None where there is nothing to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """A file that was made of a talk."""

    export: Export
    """Its kind."""
    uri: str
    """Where it lies in the talk's folder: `exports/captions.en.vtt`."""
    lang: str | None
    """Its language; None where it holds all of them."""
    content: bytes
    """All of it."""

    @property
    def title(self) -> str:
        """Key of its name in the interface words."""
        return self.export.title

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)


def speaker_name(talk: Talk, speaker_id: str | None) -> str:
    """Return the name of a speaker on one line; empty where nobody is named."""
    return folded(talk.speaker(speaker_id).name) if speaker_id else ""
