"""The document of a file of data: what was said is kept, and what stands around it is named.

Between two things that are kept stand names, numbers, brackets, ids, confidence. They are one stretch, a field.
What a file says twice (a text and the words of it) is kept once; the other is a copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.errors import Problem, ProblemsError
from generator.formats.places import Places
from generator.formats.spoken import Said, fit, joined, label_place, make_utterances
from generator.marks import structure, twin
from generator.model import Document, Recap, Skipped
from generator.origin import Excerpt, Source
from generator.speech import Chapter, Utterance
from generator.timecode import format_short
from generator.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a format has found in a file."""

    said: Sequence[Said] = ()
    """What was said, in the order of the file."""
    copies: Sequence[Skipped] = ()
    """What says the same again."""
    unlike: Sequence[Excerpt] = ()
    """Texts that should say the same and do not: they are left out, with a warning."""
    lang: str = ""
    """The language that the file states; nothing where it states none."""
    title: Excerpt | None = None
    """The title of the talk."""
    recap: Recap | None = None
    """What somebody wrote about the talk."""
    chapters: Sequence[Chapter] = ()
    """The chapters of a file that is nothing else."""
    named: Sequence[Skipped] = ()
    """What is left out under a name of its own."""
    problems: Sequence[Problem] = ()
    """What could not be made right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a text and the words of it."""

    said: Sequence[Said]
    """The words where they are those of the text, else the text."""
    copies: Sequence[Skipped] = ()
    """The text, where the words are kept."""
    unlike: Sequence[Excerpt] = ()
    """The text, where it is kept although there are words."""


def keep_one(said: Sequence[Said], text: Said | None) -> Kept:
    """Return the words of a text, which have times of their own, if they join up to it; else the text."""
    if text is None:
        return Kept(said=said)
    fitted = fit(said, text.text.text)
    if fitted:
        return Kept(said=fitted, copies=(twin(text.text, fitted[0].text),))
    return Kept(said=(text,), unlike=(text.text,) if said else ())


def say_again(said: Sequence[Said], texts: Iterable[Excerpt]) -> tuple[list[Skipped], list[Excerpt]]:
    """Return those of some texts that say all of what was said again, and those that say something else.

    A text that differs in capitals and punctuation only is neither: nothing is lost with it, and it is no copy.
    """
    copies: list[Skipped] = []
    unlike: list[Excerpt] = []
    for text in texts:
        if said and fit(said, text.text):
            copies.append(twin(text, said[0].text))
        elif _plain(text.text) != _plain(joined(said).text if said else ""):
            unlike.append(text)
    return copies, unlike


def make_document(places: Places, name: str, found: Found) -> Document:
    """Return the document of a file in which everything that is not found is a field.

    Raises `ProblemsError` where nothing is found that a page could show.
    """
    utterances = make_utterances(found.said, found.lang)
    named = (*found.copies, *found.named)
    recap = found.recap or Recap()
    if not (utterances or recap or found.chapters):
        right = "export it again from the program that made it"
        origin = places.source.origin(1)
        raise ProblemsError([Problem(origin=origin, wrong=f"holds no words ({name})", right=right)])
    kept = [*_excerpts(utterances), *recap.excerpts(), *(chapter.title for chapter in found.chapters)]
    kept += [item.excerpt for item in named] + ([found.title] if found.title else [])
    return Document(
        source=places.source,
        format=name,
        title=found.title,
        recap=recap,
        utterances=utterances,
        skipped=tuple(sorted((*named, *_fields(places, kept)), key=lambda item: item.excerpt.start)),
        labels_at=label_place(utterances),
        chapters=tuple(found.chapters),
        problems=(*found.problems, *_unlike(places, found.unlike), *_going_back(places.source, found.said)),
    )


def _plain(text: str) -> list[str]:
    return [word.casefold() for word in words(text)]


def _excerpts(utterances: Sequence[Utterance]) -> Iterator[Excerpt]:
    for utterance in utterances:
        yield from (chapter.title for chapter in utterance.chapters)
        if utterance.label:
            yield utterance.label
        yield from utterance.again
        yield from utterance.paragraphs


def _fields(places: Places, kept: Iterable[Excerpt]) -> Iterator[Skipped]:
    """Yield the stretches between what is kept."""
    length = len(places.source.text)
    spans = {span for excerpt in kept for span in excerpt.spans()}
    edges = sorted({(0, 0), (length, length), *spans})
    for (_, end), (start, _) in pairwise(edges):
        between = places.excerpt(end, start)
        if between.text:
            yield structure(between, "field")


def _unlike(places: Places, texts: Sequence[Excerpt]) -> Iterator[Problem]:
    if texts:
        wrong = f"“{texts[0].text[:40]}” is not what its words say{_and_more(texts)}"
        right = "make both say the same; one of them is read"
        yield Problem(origin=places.source.origin(texts[0].line), wrong=wrong, right=right, fatal=False)


def _going_back(source: Source, said: Sequence[Said]) -> Iterator[Problem]:
    """Yield one warning for all the times that are earlier than the one before."""
    timed = [(item, item.time.start_ms) for item in said if item.time]
    back = [(item, start_ms) for (_, before_ms), (item, start_ms) in pairwise(timed) if start_ms < before_ms]
    if back:
        item, start_ms = back[0]
        wrong = f"the time goes back to {format_short(start_ms)} at “{item.text.text[:40]}”{_and_more(back)}"
        right = "put the parts in the order of their times; they are shown as they stand"
        yield Problem(origin=source.origin(item.text.line), wrong=wrong, right=right, fatal=False)


def _and_more(found: Sequence[object]) -> str:
    return f", and {len(found) - 1} more like it" if len(found) > 1 else ""
