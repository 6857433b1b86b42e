"""The talk as a book: EPUB 3, for readers of books on screens of any size, without network.

https://www.w3.org/TR/epub-33/. The same sources give the same bytes: no clock and no chance has a part in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.exports.archive import Entry, make_archive
from generator.exports.epub_pages import BookPage, book_pages, page_html
from generator.exports.export import Material
from generator.exports.xml_text import direction, xml_element, xml_text
from generator.model import Talk

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_STYLE = """body { margin: 1em; line-height: 1.5; }
h1, h2, h3 { line-height: 1.2; text-align: start; page-break-after: avoid; }
.speaker { margin: 1.5em 0 0.3em; font-size: 1em; }
p { margin: 0 0 0.6em; }
.time { font-weight: normal; font-size: 0.8em; opacity: 0.7; }
.other-side { margin-inline-start: 1.5em; }
dt { font-weight: bold; margin-top: 0.8em; }
li { margin-bottom: 0.6em; }
:lang(zh), :lang(ja) { line-height: 1.8; }
"""
_NO_DATE = "2000-01-01"
"""The book must say when it was changed; a talk without a date gives no other day to name."""


def write_epub(material: Material) -> bytes:
    """Write the book: summary, takeaways, glossary and transcript, which is split at its chapters."""
    pages = book_pages(material)
    files = {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/book.opf": _package(material, pages),
        "EPUB/nav.xhtml": _navigation(material, pages),
        "EPUB/style.css": _STYLE,
        **{f"EPUB/{page.name}": page_html(material, page.title, page.body) for page in pages},
    }
    # The first file, plain: by it programs know a book from other zips.
    mimetype = Entry(name="mimetype", content=b"application/epub+zip", compressed=False)
    return make_archive([mimetype, *(Entry(name=name, content=text.encode()) for name, text in files.items())])


def _package(material: Material, pages: Sequence[BookPage]) -> str:
    spine = direction(material.talk.lang)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">',
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        *_metadata(material.talk),
        "</metadata>",
        "<manifest>",
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *(
            f'<item id="p{number}" href="{page.name}" media-type="application/xhtml+xml"/>'
            for number, page in enumerate(pages)
        ),
        "</manifest>",
        f'<spine page-progression-direction="{spine}">' if spine else "<spine>",
        *(f'<itemref idref="p{number}"/>' for number in range(len(pages))),
        "</spine>",
        "</package>",
    ]
    return "\n".join(lines) + "\n"


def _metadata(talk: Talk) -> Iterator[str]:
    from uuid import NAMESPACE_URL, uuid5  # noqa: PLC0415  # It asks what machine this is; only a book needs it.

    yield f'<dc:identifier id="id">urn:uuid:{uuid5(NAMESPACE_URL, f"talkbook:{talk.slug}")}</dc:identifier>'
    yield xml_element("dc:title", xml_text(talk.title) or xml_text(talk.slug))
    yield from (xml_element("dc:language", lang) for lang in talk.langs)
    yield from (xml_element("dc:creator", xml_text(one.name)) for one in talk.speakers if one.person)
    yield from (xml_element("dc:subject", xml_text(tag)) for tag in talk.tags)
    if talk.date:
        yield xml_element("dc:date", talk.date)
    yield f'<meta property="dcterms:modified">{talk.date or _NO_DATE}T00:00:00Z</meta>'
    yield '<meta property="schema:accessMode">textual</meta>'
    yield '<meta property="schema:accessModeSufficient">textual</meta>'
    yield '<meta property="schema:accessibilityHazard">none</meta>'


def _navigation(material: Material, pages: Sequence[BookPage]) -> str:
    items = "\n".join(_item(page) for page in pages if page.entry)
    title = xml_text(material.say("contents"))
    body = f'<nav epub:type="toc" id="toc">\n<h1>{title}</h1>\n<ol>\n{items}\n</ol>\n</nav>'
    return page_html(material, material.say("contents"), body)


def _item(page: BookPage) -> str:
    chapters = [
        f'<li><a href="{name}#{anchor}">{xml_text(title)}</a></li>' for name, anchor, title in page.chapters
    ]
    inner = "\n".join(["<ol>", *chapters, "</ol>"]) if chapters else ""
    return f'<li><a href="{page.name}">{xml_text(page.title)}</a>{inner}</li>'
