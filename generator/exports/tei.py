"""The transcript in TEI, as the corpora of parliaments have it: https://clarin-eric.github.io/ParlaMint/.

`<u who="#...">` is a turn and `<seg>` a paragraph, with the anchors of the site as their ids. Where a turn has two
languages, the second points at the first by `corresp`. Times are points of one timeline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator import anchors
from generator.analysis.events import Event, find_events
from generator.exports.export import Material
from generator.exports.tei_header import tei_header, timeline, when_id
from generator.exports.xml_ids import speaker_xml_ids
from generator.exports.xml_text import xml_element, xml_text
from generator.languages import detect_lang
from generator.model import Side, Turn
from generator.words import folded

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
        *timeline(material.transcript),
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
    turns = material.transcript.turns if material.transcript else ()
    yield '<div type="debateSection">'
    for place, turn in enumerate(turns):
        if turn.chapters and place:
            yield '</div>\n<div type="debateSection">'
        for chapter in turn.chapters:
            yield xml_element("head", xml_text(chapter.title.text), xml_lang=detect_lang(chapter.title.text))
        yield from _utterance(material, turn, ids)
    yield "</div>"


def _utterance(material: Material, turn: Turn, ids: Mapping[str, str]) -> Iterator[str]:
    speaker = material.talk.speaker(turn.speaker) if turn.speaker else None
    if speaker and not speaker.person:
        yield xml_element("note", xml_text(speaker.name), type_="speaker")
    time = turn.time
    segs = [_seg(turn, side, index) for side, index, _ in turn.in_order()]
    yield xml_element(
        "u",
        "\n".join(["", *segs, ""]) if segs else "",
        xml_id=anchors.turn(turn.number),
        who=f"#{ids[speaker.id]}" if speaker and speaker.person else None,
        start=f"#{when_id(time.start_ms)}" if time else None,
        end=f"#{when_id(time.end_ms)}" if time and time.end_ms is not None else None,
    )


def _seg(turn: Turn, side: Side, index: int) -> str:
    excerpt = side.paragraphs[index - 1]
    main = anchors.paragraph(turn.number, index)
    other = side is not turn.main
    paired = other and len(turn.main.paragraphs) == len(side.paragraphs)
    return xml_element(
        "seg",
        _with_events(folded(excerpt.text)),
        xml_id=anchors.paragraph(turn.number, index, side.lang) if other else main,
        xml_lang=side.lang,
        corresp=f"#{main}" if paired else None,
        synch=f"#{when_id(excerpt.time.start_ms)}" if excerpt.time else None,
    )


def _with_events(text: str) -> str:
    parts: list[str] = []
    done = 0
    for event in find_events(text):
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
