"""The head of a TEI file: what the talk is, who takes part, from which files the text comes, and the timeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.exports.export import Material
from generator.exports.said import SaidTurn
from generator.exports.xml_ids import speaker_xml_ids
from generator.exports.xml_text import xml_element, xml_text
from generator.languages import language_name
from generator.model import Speaker, Talk
from generator.origin import Source


def tei_header(material: Material) -> Iterator[str]:
    """Yield the lines of `<teiHeader>`."""
    talk = material.talk
    title = xml_element("title", xml_text(talk.title), xml_lang=talk.title_lang)
    yield "<teiHeader>\n<fileDesc>"
    yield f"<titleStmt>{title}</titleStmt>"
    yield '<publicationStmt><p xml:lang="en">Made with Talkbook from the files below.</p></publicationStmt>'
    yield "<sourceDesc>"
    yield from (_source(document.source) for document in talk.documents)
    if talk.media:
        yield f"<recordingStmt><p>{xml_text(talk.media)}</p></recordingStmt>"
    yield "</sourceDesc>\n</fileDesc>\n<profileDesc>"
    yield from _setting(talk)
    yield from _people(talk)
    yield "<langUsage>"
    yield from (xml_element("language", xml_text(language_name(lang)), ident=lang) for lang in talk.langs)
    yield "</langUsage>\n</profileDesc>\n</teiHeader>"


def timeline(turns: Sequence[SaidTurn]) -> Iterator[str]:
    """Yield the points in time that turns and paragraphs refer to; nothing where no time is known."""
    spans = [turn.time for turn in turns] + [line.time for turn in turns for line in turn.lines]
    points = {ms for span in spans if span for ms in (span.start_ms, span.end_ms) if ms is not None}
    if points:
        yield f'<timeline unit="ms" origin="#{when_id(0)}">'
        yield xml_element("when", "", xml_id=when_id(0))
        for ms in sorted(points - {0}):
            yield xml_element("when", "", xml_id=when_id(ms), interval=str(ms), since=f"#{when_id(0)}")
        yield "</timeline>"


def when_id(ms: int) -> str:
    """Return the id of a point of the timeline."""
    return f"T{ms}"


def _source(source: Source) -> str:
    return f'<bibl><title>{xml_text(source.path)}</title> <idno type="sha256">{source.sha256}</idno></bibl>'


def _setting(talk: Talk) -> Iterator[str]:
    event = xml_element("name", xml_text(talk.event), type_="event") if talk.event else ""
    date = xml_element("date", xml_text(talk.date), when=talk.date) if talk.date else ""
    if event or date:
        yield f"<settingDesc><setting>{event}{date}</setting></settingDesc>"


def _people(talk: Talk) -> Iterator[str]:
    ids = speaker_xml_ids(talk.speakers)
    people = [speaker for speaker in talk.speakers if speaker.person]
    if people:
        yield "<particDesc><listPerson>"
        yield from (_person(speaker, ids[speaker.id]) for speaker in people)
        yield "</listPerson></particDesc>"


def _person(speaker: Speaker, xml_id: str) -> str:
    names = [speaker.name, *speaker.aliases]
    persons = "".join(f"<persName>{xml_text(name)}</persName>" for name in names)
    role = f"<note>{xml_text(speaker.role)}</note>" if speaker.role else ""
    return xml_element("person", persons + role, xml_id=xml_id)
