"""The files of a talk to the record of it: what `talk.yml` says, and where it is silent what the files show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.chapters import with_chapters
from generator.errors import Problem, ProblemsError, fatal_of
from generator.formats import read_document
from generator.languages import UNDETERMINED, detect_lang, find_lang, language_name
from generator.model import Document, Recap, SourceTitle, Speaker, Talk, Transcript, Turn
from generator.origin import Origin
from generator.sources import TalkFolder
from generator.talk_langs import lang_of_text
from generator.talkfile import TalkSettings, read_talkfile
from generator.translations import join_translations
from generator.turns import unpaired
from generator.twins import check_twins
from generator.witnesses import (
    Witness,
    check_files,
    check_labels,
    check_langs,
    declared_langs,
    find_witnesses,
    known_speakers,
    make_transcript,
)
from generator.words import folded


def load_talk(folder: TalkFolder) -> Talk:
    """Return the record of a talk; everything wrong in any of its files is raised together."""
    problems = list(folder.problems)
    settings = TalkSettings()
    documents: list[Document] = []
    try:
        settings = read_talkfile(folder.settings) if folder.settings else settings
    except ProblemsError as error:
        problems += error.problems
    for source in folder.sources:
        try:
            documents.append(read_document(source))
        except ProblemsError as error:
            problems += error.problems
    whole = not fatal_of(problems)
    talk = assemble_talk(folder, settings, documents)
    if documents or whole:  # Where nothing could be read, what is missing from it is no news.
        problems += talk.problems
    if fatal_of(problems):
        raise ProblemsError(problems)
    return replace(talk, problems=tuple(problems))


def assemble_talk(folder: TalkFolder, settings: TalkSettings, documents: Sequence[Document]) -> Talk:
    """Return the record of a talk from its files as read; what is wrong, fatal or not, is in its `problems`."""
    witnesses = find_witnesses(settings, documents)
    recap = next((document for document in documents if document.recap), None)
    recap_lang = _recap_lang(settings, recap) if recap else UNDETERMINED
    lang = _lang(settings, witnesses, recap_lang)
    speakers = known_speakers(settings, witnesses)
    talk = replace(
        _headed(folder, settings, documents, lang),
        speakers=speakers,
        recap=recap.recap if recap else Recap(),
        recap_source=recap.source if recap else None,
        recap_lang=recap_lang,
        transcripts=tuple(make_transcript(witness, speakers, lang) for witness in witnesses),
    )
    talk = with_chapters(join_translations(talk))
    return replace(talk, problems=tuple(_problems(folder, settings, talk, witnesses)))


def _problems(
    folder: TalkFolder, settings: TalkSettings, talk: Talk, witnesses: Sequence[Witness]
) -> Iterator[Problem]:
    for document in talk.documents:
        yield from document.problems
    yield from _check_whole(folder, talk.documents)
    yield from check_files(settings, folder, talk.documents)
    yield from check_labels(settings, witnesses)
    yield from check_twins(settings, talk.speakers, witnesses)
    yield from check_langs(settings, witnesses)
    for transcript in talk.transcripts:
        yield from _check_pairs(transcript, talk.speakers)


def _headed(folder: TalkFolder, settings: TalkSettings, documents: Sequence[Document], lang: str) -> Talk:
    """Return a talk with what `talk.yml` says, or else its files; a title in a file is kept beside another."""
    titled = _titled(settings, documents, lang)
    facts = [document.facts for document in documents]
    title = settings.title or _title(titled, folder, next((fact.title for fact in facts if fact.title), None))
    others = [document for document in documents if document is not titled]
    return Talk(
        slug=folder.slug,
        title=title,
        title_lang=detect_lang(title),
        title_excerpt=titled.title if titled else None,
        title_source=titled.source if titled else None,
        other_titles=tuple(SourceTitle(excerpt=it.title, source=it.source) for it in others if it.title),
        date=settings.date or next((fact.date for fact in facts if fact.date), None),
        event=settings.event or next((fact.event for fact in facts if fact.event), None),
        tags=settings.tags or next((fact.tags for fact in facts if fact.tags), ()),
        media=settings.media or next((fact.media for fact in facts if fact.media), None),
        lang=lang,
        documents=tuple(documents),
    )


def _titled(settings: TalkSettings, documents: Sequence[Document], lang: str) -> Document | None:
    """Return the document whose title is the talk's: not a translation's, where another has one."""
    titled = [document for document in documents if document.title]
    langs = [declared_langs(settings, document) for document in titled]
    own = (it for it, declared in zip(titled, langs, strict=True) if not declared or find_lang(lang, declared))
    return next(own, titled[0] if titled else None)


def _title(titled: Document | None, folder: TalkFolder, stated: str | None) -> str:
    """Return the title that a file shows or its front matter states, or the folder's name as words."""
    if titled and titled.title:
        return folded(titled.title.text)
    if stated:
        return stated
    name = " ".join(re.split(r"[-_]+", folder.slug)).strip()
    return name[:1].upper() + name[1:]


def _recap_lang(settings: TalkSettings, document: Document) -> str:
    text = "\n".join(excerpt.text for excerpt in document.recap.excerpts())
    return lang_of_text(text, declared_langs(settings, document) or settings.langs)


def _lang(settings: TalkSettings, witnesses: Sequence[Witness], recap_lang: str) -> str:
    """Return the language the talk was held in: a recap or a recording tells it better than a translation."""
    spoken = [lang for witness in witnesses for lang in witness.langs]
    if settings.langs:
        return find_lang(settings.langs[0], spoken) or settings.langs[0]
    if found := find_lang(recap_lang, spoken):
        return found
    machine = [lang for witness in witnesses if not witness.document.labelled for lang in witness.langs]
    return next(iter([*machine, *spoken, recap_lang]))


def _check_whole(folder: TalkFolder, documents: Sequence[Document]) -> Iterator[Problem]:
    """Yield a problem where the files together are no talk, or more than one."""
    recaps = [document for document in documents if document.recap]
    if not recaps and not any(document.utterances for document in documents):
        origin = Origin(path=folder.path_shown, line=1)
        right = "put a recap or a transcript into it"
        yield Problem(origin=origin, wrong="holds neither a recap nor a transcript", right=right)
    for recap in recaps[1:]:
        first = next(recap.recap.excerpts())
        wrong = f"is a second recap beside {recaps[0].source.path}"
        yield Problem(origin=recap.source.origin(first.line), wrong=wrong, right="keep one of the two")


def _check_pairs(transcript: Transcript, speakers: Iterable[Speaker]) -> Iterator[Problem]:
    """Yield a warning for each turn that lacks a language; a single one where most do."""
    alone = unpaired(transcript)
    names = {speaker.id: speaker.name for speaker in speakers}
    if len(alone) * 2 > len(transcript.turns):
        wrong = f"{len(alone)} of {len(transcript.turns)} turns are in one language only"
        right = "put the two languages of a turn one after the other, under labels of the same speaker"
        yield _warning(transcript, alone[0], wrong, right)
        return
    for turn in alone:
        missing = " or ".join(_name(lang) for lang in transcript.langs if not turn.side(lang))
        who = f" ({names[turn.speaker]})" if turn.speaker else ""
        wrong = f"turn {turn.number}{who} has no {missing} text"
        yield _warning(
            transcript, turn, wrong, f"put it beside the {_name(turn.main.lang)} one, under the same label"
        )


def _name(lang: str) -> str:
    return f"{language_name(lang)} ({lang})"


def _warning(transcript: Transcript, turn: Turn, wrong: str, right: str) -> Problem:
    first = turn.main.label or turn.main.paragraphs[0]
    return Problem(origin=transcript.source.origin(first.line), wrong=wrong, right=right, fatal=False)
