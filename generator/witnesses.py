"""Which files of a talk say what was said, in which languages, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from generator.errors import Problem
from generator.label_pairs import paired_labels
from generator.languages import language_name, same_language
from generator.model import Document, Kind, Speaker, Transcript
from generator.nodes import nearest
from generator.origin import Excerpt, Origin
from generator.sources import TalkFolder
from generator.talk_langs import langs_in_name, match_lang, transcript_langs
from generator.talkfile import TalkSettings
from generator.turns import is_event_label, label_key, make_speakers, make_turns, speaker_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A document that holds a transcript."""

    document: Document
    """The document."""
    kind: Kind
    """Whether it names the speakers; `talk.yml` may say otherwise."""
    langs: tuple[str, ...]
    """Its languages in the order they first occur."""

    def labels(self) -> Iterator[Excerpt]:
        """Yield the label of every utterance that has one."""
        for utterance in self.document.utterances:
            if utterance.label:
                yield utterance.label


def find_witnesses(settings: TalkSettings, documents: Iterable[Document]) -> tuple[Witness, ...]:
    """Return the documents that hold a transcript, the main one first.

    Labelled ones come before others, those in the talk's language before others; of `talk.md` and `talk.es.md` the
    second is the translation.
    """
    found = [_witness(settings, document) for document in documents if document.utterances]
    wanted, kinds = settings.langs[:1], list(Kind)

    def rank(witness: Witness) -> tuple[int, bool, bool]:
        foreign = not any(match_lang(lang, wanted) for lang in witness.langs)
        return kinds.index(witness.kind), foreign, bool(langs_in_name(file_name(witness.document)))

    return tuple(sorted(found, key=rank))


def declared_langs(settings: TalkSettings, document: Document) -> tuple[str, ...]:
    """Return the languages that `talk.yml` or its name gives a file; none where neither does."""
    file = settings.file(file_name(document))
    return file.langs if file and file.langs else langs_in_name(file_name(document))


def file_name(document: Document) -> str:
    """Return the name of a document's file."""
    return PurePosixPath(document.source.path).name


def make_transcript(witness: Witness, speakers: Iterable[Speaker], lang: str) -> Transcript:
    """Return the turns of a witness; the talk's language is the main one where the witness has it."""
    langs = sorted(witness.langs, key=lambda it: not same_language(it, lang)) or [lang]
    by_key = speaker_ids(speakers)
    turns = make_turns(witness.document.utterances, langs, lambda label: by_key[label_key(label)].id)
    return Transcript(kind=witness.kind, source=witness.document.source, langs=tuple(langs), turns=turns)


def known_speakers(settings: TalkSettings, witnesses: Sequence[Witness]) -> tuple[Speaker, ...]:
    """Return the speakers in the order they first speak, then those that `talk.yml` names and nobody hears.

    A label that `talk.yml` does not know is a speaker too, here: `check_labels` says what is to be done.
    """
    labels = [label.text for witness in witnesses for label in witness.labels()]
    named = speaker_ids(settings.speakers)
    strange = [label for label in labels if label_key(label) not in named]
    by_key = named | speaker_ids(_with_second_names(make_speakers(strange), witnesses))
    heard = [by_key[label_key(label)] for label in labels]
    return tuple({speaker.name: speaker for speaker in [*heard, *settings.speakers]}.values())


def _with_second_names(speakers: Iterable[Speaker], witnesses: Iterable[Witness]) -> Iterator[Speaker]:
    """Yield the speakers, each with the name that a transcript in two languages gives him in the second."""
    pairs = [paired_labels(witness.document.utterances, witness.langs) for witness in witnesses]
    first = {two: one for pair in pairs for two, one in pair.items()}
    known = {label_key(speaker.name): speaker for speaker in speakers}
    for key, speaker in known.items():
        if first.get(key) not in known:
            second = tuple(known[two].name for two, one in first.items() if one == key and two in known)
            yield replace(speaker, aliases=(*speaker.aliases, *second))


def check_labels(settings: TalkSettings, witnesses: Iterable[Witness]) -> Iterator[Problem]:
    """Yield a problem for each label that stands for none of the speakers of `talk.yml`, once in a file."""
    known = [label for speaker in settings.speakers for label in (speaker.name, *speaker.aliases)]
    keys = {label_key(label) for label in known}
    for witness in witnesses if known else ():
        strange = {label_key(label.text): label for label in reversed(list(witness.labels()))}
        for label in sorted(strange.values(), key=lambda it: it.start):
            if label_key(label.text) not in keys and not is_event_label(label.text):
                origin = witness.document.source.origin(label.line)
                wrong = f"{label.text} is none of the speakers in talk.yml"
                right = f"{nearest(label.text, known)} (or add it to talk.yml, as a speaker or an alias)"
                yield Problem(origin=origin, wrong=wrong, right=right)


def check_langs(settings: TalkSettings, witnesses: Iterable[Witness]) -> Iterator[Problem]:
    """Yield a problem for each language that a file is said to hold and that none of its words show."""
    for witness in witnesses:
        for lang in declared_langs(settings, witness.document):
            if not any(same_language(lang, found) for found in witness.langs):
                wrong = f"is said to be in {language_name(lang)} ({lang}) too, but none of its text shows it"
                right = "give each language that is not told by its script a file of its own"
                yield Problem(origin=witness.document.source.origin(1), wrong=wrong, right=right, fatal=False)


def check_files(settings: TalkSettings, folder: TalkFolder, documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield a problem for each file that `talk.yml` names and that is not there or not what it says."""
    by_name = {file_name(document): document for document in documents}
    paths = [source.path for source in folder.sources] + [problem.origin.path for problem in folder.problems]
    names = [PurePosixPath(path).name for path in paths]
    for file in settings.files:
        document = by_name.get(file.name)
        origin = Origin(path=settings.path, line=file.line)
        if document is None:
            if file.name not in names:  # Else it is there and broken, and has a problem of its own.
                yield Problem(origin=origin, wrong=f"there is no file {file.name}", right=nearest(file.name, names))
        elif file.kind == "recap" and not document.recap:
            yield Problem(origin=origin, wrong=f"{file.name} holds no recap", right="leave its kind out")
        elif file.kind == "labelled" and not document.labelled:
            wrong = f"{file.name} names no speaker"
            yield Problem(origin=origin, wrong=wrong, right="write `machine`, or leave its kind out")
        elif file.kind == "machine" and not document.utterances:
            yield Problem(origin=origin, wrong=f"{file.name} holds no transcript", right="leave its kind out")


def _witness(settings: TalkSettings, document: Document) -> Witness:
    file = settings.file(file_name(document))
    kind = Kind.LABELLED if document.labelled else Kind.MACHINE
    if file and file.kind == "machine":
        kind = Kind.MACHINE
    langs = transcript_langs(document.utterances, declared_langs(settings, document), settings.langs)
    return Witness(document=document, kind=kind, langs=langs)
