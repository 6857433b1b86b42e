"""The transcript in TEI, as the corpora of parliaments have it: https://clarin-eric.github.io/ParlaMint/.

`<u who="#...">` is a turn and `<seg>` a paragraph, with the anchors of the site as their ids. Where a turn has two
languages, the second points at the first by `corresp`. Times are points of one timeline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator import anchors
from generator.analysis.events import Event, find_events
from generator.exports.export import Material
from generator.exports.said import Line, SaidTurn
from generator.exports.tei_header import tei_header, timeline, when_id
from generator.exports.xml_ids import speaker_xml_ids
from generator.exports.xml_text import xml_element, xml_line, xml_text
from generator.languages import detect_lang
from generator.model import Turn

_EVENTS = {
    "laughter": ("vocal", {"type": "laughter"}),
    "applause": ("kinesic", {"type": "applause"}),
    "music": ("incident", {"type": "sound"}),
    "pause": ("incident", {"type": "pause"}),
    "crosstalk": ("vocal", {"type": "interruption"}),
    "unclear": ("gap", {"reason": "inaudible"}),
}
"""Stage directions in the words of ParlaMint; all others are notes."""


def write_tei(material: Material) -> str | None:
    """Write the transcript with its recap; characters that XML forbids become U+FFFD."""
    if not material.transcript:
        return None
    talk = material.talk
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{talk.lang}">',
        *tei_header(material),
        "<text>",
        *timeline(material.said),
        *_front(material),
        "<body>",
        *_divisions(material),
        "</body>",
        *_back(material),
        "</text>",
        "</TEI>",
    ]
    return "\n".join(parts) + "\n"


def _front(material: Material) -> Iterator[str]:
    recap, lang = material.talk.recap, material.talk.recap_lang
    points = [xml_element("item", xml_text(point.text)) for point in recap.summary]
    takeaways = [
        xml_element(
            "item", (f"<label>{xml_text(one.label.text)}</label> " if one.label else "") + xml_text(one.text.text)
        )
        for one in recap.takeaways
    ]
    lists = [(name, items) for name, items in (("summary", points), ("takeaways", takeaways)) if items]
    if lists:
        yield "<front>"
        yield from (_list(material, name, items, lang) for name, items in lists)
        yield "</front>"


def _back(material: Material) -> Iterator[str]:
    if terms := material.talk.recap.terms:
        rows = [
            f"<label>{xml_text(term.name.text)}</label>\n<item>{xml_text(term.definition.text)}</item>"
            for term in terms
        ]
        yield f"<back>\n{_list(material, 'glossary', rows, material.talk.recap_lang, type_='gloss')}\n</back>"


def _list(material: Material, name: str, items: Sequence[str], lang: str, type_: str | None = None) -> str:
    head = xml_element("head", xml_text(material.say(f"page_{name}")), xml_lang=material.say.lang)
    rows = xml_element("list", "\n".join(["", *items, ""]), type_=type_, xml_lang=lang)
    return xml_element("div", f"\n{head}\n{rows}\n", type_=name)


def _divisions(material: Material) -> Iterator[str]:
    """Yield the turns; each chapter begins a division."""
    ids = speaker_xml_ids(material.talk.speakers)
    who: dict[str | None, str] = {one.id: f"#{ids[one.id]}" for one in material.talk.speakers if one.person}
    yield '<div type="debateSection">'
    for place, said in enumerate(material.said):
        if said.turn.chapters and place:
            yield '</div>\n<div type="debateSection">'
        for chapter in said.turn.chapters:
            yield xml_element("head", xml_text(chapter.title.text), xml_lang=detect_lang(chapter.title.text))
        if said.turn.speaker and said.turn.speaker not in who:
            yield xml_element("note", xml_text(said.name), type_="speaker")
        yield _utterance(said, who)
    yield "</div>"


def _utterance(said: SaidTurn, who: Mapping[str | None, str]) -> str:
    time = said.time
    segs = [_seg(said.turn, line) for line in said.lines]
    return xml_element(
        "u",
        "\n".join(["", *segs, ""]) if segs else "",
        xml_id=anchors.turn(said.turn.number),
        who=who.get(said.turn.speaker),
        start=f"#{when_id(time.start_ms)}" if time else None,
        end=f"#{when_id(time.end_ms)}" if time and time.end_ms is not None else None,
    )


def _seg(turn: Turn, line: Line) -> str:
    side, main = line.side, anchors.paragraph(turn.number, line.index)
    other = side is not turn.main
    paired = other and len(turn.main.paragraphs) == len(side.paragraphs)
    return xml_element(
        "seg",
        _with_events(line.text),
        xml_id=anchors.paragraph(turn.number, line.index, side.lang) if other else main,
        xml_lang=side.lang,
        corresp=f"#{main}" if paired else None,
        synch=f"#{when_id(line.time.start_ms)}" if line.time else None,
    )


def _with_events(text: str) -> str:
    events = find_events(text)
    if not events:
        return xml_line(text)
    parts: list[str] = []
    done = 0
    for event in events:
        parts += [_text(text[done : event.start]), _event(event, text[event.start : event.end])]
        done = event.end
    return "".join([*parts, _text(text[done:])])


def _event(event: Event, words: str) -> str:
    if event.kind not in _EVENTS:
        return xml_element("note", xml_text(words))
    tag, values = _EVENTS[event.kind]
    named = {"type_" if name == "type" else name: value for name, value in values.items()}
    return xml_element(tag, f"<desc>{xml_text(words)}</desc>", **named)


def _text(piece: str) -> str:
    """Return a piece of a paragraph; the space between it and an event stays."""
    before = " " if piece[:1] == " " else ""
    after = " " if piece[-1:] == " " and piece.strip() else ""
    return f"{before}{xml_text(piece)}{after}"
