"""The pages of the book: XHTML for the recap and the transcript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import anchors
from generator.exports.export import Material
from generator.exports.plain import facts
from generator.exports.said import Line, SaidTurn
from generator.exports.xml_text import direction, xml_element, xml_line, xml_text
from generator.languages import detect_lang
from generator.model import Turn
from generator.origin import Excerpt
from generator.timecode import format_short

_LONGEST_PART = 200_000
"""Characters of a part of the transcript; small readers are slow with more in one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPage:
    """A file of the book."""

    name: str
    """Name of the file."""
    title: str
    """What it is about."""
    body: str
    """XHTML."""
    entry: bool = True
    """Whether the contents list it; a further part of the transcript is reached by its chapters."""
    chapters: tuple[tuple[str, str, str], ...] = ()
    """File, anchor and title of each chapter of the transcript, on its first part."""


def book_pages(material: Material) -> tuple[BookPage, ...]:
    """Return every page in the order of reading."""
    makers = (_first, _takeaways, _glossary, _transcript)
    return tuple(page for make in makers for page in make(material))


def page_html(material: Material, title: str, body: str) -> str:
    """Return a whole XHTML file."""
    lang = material.say.lang
    ways = f' dir="{direction(lang)}"' if direction(lang) else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{lang}" xml:lang="{lang}"{ways}>\n<head>\n'
        f"<title>{xml_text(title) or xml_text(material.talk.slug)}</title>\n"
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n'
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _first(material: Material) -> Iterator[BookPage]:
    talk, say = material.talk, material.say
    rows = "".join(f"<dt>{xml_text(name)}</dt><dd>{xml_text(value)}</dd>" for name, value in facts(material))
    points = [
        _block("li", point, talk.recap_lang, id_=anchors.point(n)) for n, point in enumerate(talk.recap.summary, 1)
    ]
    parts = [
        _heading("h1", talk.title, talk.title_lang),
        f"<dl>{rows}</dl>" if rows else "",
        f"<h2>{xml_text(say('page_summary'))}</h2>" if points else "",
        "\n".join(["<ol>", *points, "</ol>"]) if points else "",
    ]
    yield BookPage(name="summary.xhtml", title=say("page_summary"), body="\n".join(filter(None, parts)))


def _takeaways(material: Material) -> Iterator[BookPage]:
    items: list[str] = []
    for number, takeaway in enumerate(material.talk.recap.takeaways, start=1):
        label = f"<b>{xml_text(takeaway.label.text)}</b> " if takeaway.label else ""
        lang, anchor = material.talk.recap_lang, anchors.takeaway(number)
        items.append(_block("li", takeaway.text, lang, id_=anchor, before=label))
    if items:
        yield _page(material, "takeaways", "\n".join(["<ol>", *items, "</ol>"]))


def _glossary(material: Material) -> Iterator[BookPage]:
    terms = material.talk.recap.terms
    lang = material.talk.recap_lang
    ids = anchors.unique([anchors.term(term.name.text) for term in terms])
    rows = [
        f"{_block('dt', term.name, lang, id_=anchor)}\n{_block('dd', term.definition, lang)}"
        for anchor, term in zip(ids, terms, strict=True)
    ]
    if rows:
        yield _page(material, "glossary", "\n".join(["<dl>", *rows, "</dl>"]))


def _page(material: Material, name: str, content: str) -> BookPage:
    title = material.say(f"page_{name}")
    return BookPage(name=f"{name}.xhtml", title=title, body=f"<h1>{xml_text(title)}</h1>\n{content}")


def _transcript(material: Material) -> Iterator[BookPage]:
    """Yield the transcript in parts; the first bears the list of all chapters."""
    if not material.transcript:
        return
    title = material.say("page_transcript")
    # Levels go in steps: names stand right below the title where there are no chapters.
    tag = "h3" if any(turn.chapters for turn in material.transcript.turns) else "h2"
    chapters: list[tuple[str, str, str]] = []
    bodies: list[str] = []
    names = {name: _name(name) for name in {said.name for said in material.said}}
    for number, part in enumerate(_parts(material.said), start=1):
        lines = [f"<h1>{xml_text(title)}</h1>"] if number == 1 else []
        for said in part:
            for chapter in said.turn.chapters:
                anchor = anchors.chapter(len(chapters) + 1)
                chapters.append((_part_name(number), anchor, chapter.title.text))
                lines.append(_heading("h2", chapter.title.text, detect_lang(chapter.title.text), id_=anchor))
            lines.append(_turn(said, names[said.name], tag))
        bodies.append("\n".join(lines))
    for number, body in enumerate(bodies, start=1):
        listed = tuple(chapters) if number == 1 else ()
        yield BookPage(name=_part_name(number), title=title, body=body, entry=number == 1, chapters=listed)


def _part_name(number: int) -> str:
    return f"transcript-{number}.xhtml"


def _parts(turns: Sequence[SaidTurn]) -> Iterator[list[SaidTurn]]:
    part: list[SaidTurn] = []
    size = 0
    for said in turns:
        if part and (said.turn.chapters or size > _LONGEST_PART):
            yield part
            part, size = [], 0
        part.append(said)
        size += sum([len(excerpt.text) for side in said.turn.sides for excerpt in side.paragraphs])
    yield part


def _turn(said: SaidTurn, name: str, tag: str) -> str:
    parts = [name] if name else []
    if said.time:
        parts.append(f'<span class="time">{format_short(said.time.start_ms)}</span>')
    head = [xml_element(tag, " ".join(parts), class_="speaker")] if parts else []
    lines = [_line(said.turn, line) for line in said.lines]
    return xml_element("section", "\n".join(["", *head, *lines, ""]), id_=anchors.turn(said.turn.number))


def _name(name: str) -> str:
    lang = detect_lang(name)
    return xml_element("span", xml_text(name), lang=lang, xml_lang=lang) if name else ""


def _line(turn: Turn, line: Line) -> str:
    lang, other = line.side.lang, line.side is not turn.main
    return xml_element(
        "p",
        xml_line(line.text),
        lang=lang,
        xml_lang=lang,
        dir=direction(lang),
        id_=anchors.paragraph(turn.number, line.index, lang if other else None),
        class_="other-side" if other else None,
    )


def _heading(tag: str, text: str, lang: str, **values: str | None) -> str:
    return xml_element(tag, xml_text(text), lang=lang, xml_lang=lang, dir=direction(lang), **values)


def _block(tag: str, excerpt: Excerpt, lang: str, before: str = "", **values: str | None) -> str:
    content = before + xml_text(excerpt.text)
    return xml_element(tag, content, lang=lang, xml_lang=lang, dir=direction(lang), **values)
