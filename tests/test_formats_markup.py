"""HTML and caption XML: other parsers are the witnesses of what is text, and every character has its place."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from generator.errors import ProblemsError
from generator.formats import caption_xml, html_page, read_document
from generator.formats.markup_text import read_markup, skip_rest, without
from generator.formats.markup_tokens import Kind, read_attributes, read_tokens
from generator.model import Document
from generator.origin import Excerpt, Piece, Source
from generator.verify.named import find_misnamed
from generator.words import visible
from tests.accounting import unaccounted
from tests.cases import CASES_PATH

CASES = sorted(path for kind in ("html-*", "xml-*") for path in CASES_PATH.glob(f"formats/{kind}/input.*"))


def source(text: str, path: str = "talk.html") -> Source:
    return Source(path=path, text=text, sha256="")


def read(text: str, path: str = "talk.html") -> Document:
    document = read_document(source(text, path))
    assert unaccounted(document) == []
    assert list(find_misnamed(document)) == []
    return document


def said(document: Document) -> list[tuple[str | None, list[str]]]:
    return [
        (item.label.text if item.label else None, [text.text for text in item.paragraphs])
        for item in document.utterances
    ]


def shown(text: str) -> str:
    """Return the visible characters of a page as BeautifulSoup sees them, without what holds no speech."""
    soup = BeautifulSoup(text, "html.parser")
    for element in soup(["script", "style", "nav", "form", "button"]):
        element.decompose()
    for element in soup("footer"):
        if not element.find_parent(["article", "blockquote", "main", "section"]):
            element.decompose()
    return visible(soup.get_text())


def lines_of(text: str) -> str:
    markup = read_markup(source(text), 0, len(text), lambda _element, _outer: None)
    return visible("".join(line.excerpt.text for line in markup.lines))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_the_tokens_are_the_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for doubly in (False, True):
        tokens = list(read_tokens(text, 0, len(text), doubly=doubly))
        assert "".join(text[token.start : token.end] for token in tokens) == text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_a_case_has_the_text_that_another_parser_finds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wanted = visible("".join(ElementTree.fromstring(text).itertext())) if path.suffix == ".xml" else shown(text)
    assert lines_of(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "a<b>c</b>d",
        "<p>a <i>b</i>c<br>d &amp; e &#x4e2d; &copy f &hellip;</p>",
        "<p>1 < 2 and 3 > 2 & 4</p>",
        "<!-- <p>x</p> -->y<!---->z",
        "<p title=\"a > b\" class='c > d'>text</p>",
        "<script>if (a < b) { '<p>' }</script>after<style>p > a {}</style>",
        "<ul><li>one<li>two</ul><p>three<p>four",
        "<table><tr><td>a</td><td>b</td></tr></table>",
        "<b><p>Ann:</b> hello</p>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_text_and_markup_do_not_change_sides(text: str) -> None:
    assert lines_of(text) == shown(text)


def test_an_escape_is_one_piece_and_white_space_one_space() -> None:
    text = "<p>a&amp;b \n  c&nbsp;d</p>"
    markup = read_markup(source(text), 0, len(text), lambda _element, _outer: None)
    [line] = markup.lines
    assert line.excerpt.text == "a&b c\u00a0d"
    assert [(piece.text, text[piece.start : piece.end]) for piece in line.excerpt.pieces] == [
        *(("a", "a"), ("&", "&amp;"), ("b", "b"), (" ", ""), ("c", "c"), ("\u00a0", "&nbsp;"), ("d", "d"))
    ]
    assert [(item.excerpt.text, item.reason) for item in skip_rest(markup, [line.excerpt])] == [
        *(("<p>", "markup"), ("</p>", "markup"))
    ]


def test_what_is_no_escape_and_no_tag_is_text() -> None:
    assert lines_of("<p>AT&T &nothing; &amp 1 <2> </3 <![CDATA[<raw>]]>") == "AT&T&nothing;&1<2></3<raw>"
    assert lines_of("<p>a <!-- never closed <p>b <script> c") == "aneverclosedbc"


def test_attributes_are_read_as_written() -> None:
    text = "<a HREF=x data-m = '1' title=\"a &amp; b\" hidden data-m=2>"
    [token] = read_tokens(text, 0, len(text))
    assert read_attributes(token) == {"href": "x", "data-m": "1", "title": "a & b", "hidden": ""}


def test_without_leaves_places_alone() -> None:
    pieces = (Piece("a ", 0, 2, 1), Piece("<", 2, 6, 1), Piece("i> b", 6, 10, 1))
    cut = without(Excerpt("a <i> b", 0, 10, 1, pieces), [(2, 5)])
    assert [(piece.text, piece.start, piece.end) for piece in cut.pieces] == [("a ", 0, 2), (" b", 8, 10)]


def test_an_element_for_speakers_names_them_once() -> None:
    assert said(read("<html><p><cite>Ann:</cite> One.</p>")) == [("Ann", ["One."])]
    assert said(read('<html><p><span class="speaker-name">Ann</span> One.</p>')) == [("Ann", ["One."])]
    assert said(read("<html><p><cite>War and Peace</cite> is long.</p>")) == [(None, ["War and Peace is long."])]


def test_bold_letters_name_a_speaker_where_one_comes_twice() -> None:
    turns = "<html><p><b>Ann:</b> One.<p><strong>Bob</strong>: Two.<p><b>Ann</b>: Three.<p><b>NB:</b> four"
    assert [label for label, _ in said(read(turns))] == ["Ann", "Bob", "Ann", "NB"]
    notes = "<html><p><b>What is new</b>: nothing<p><b>Goal:</b> none<p><b>Budget:</b> none"
    assert [label for label, _ in said(read(notes))] == [None]


def test_a_heading_with_a_colon_that_comes_twice_is_a_speaker() -> None:
    ann, bob = "<h3>Ann:</h3>", "<h3>Bob：</h3>"
    document = read(f"<html><h2>Opening</h2>{ann}<p>One.<p>Two.{bob}<p>Three.{ann}<p>Four.")
    assert said(document) == [("Ann", ["One.", "Two."]), ("Bob", ["Three."]), ("Ann", ["Four."])]
    assert [chapter.title.text for chapter in document.utterances[0].chapters] == ["Opening"]


def test_a_heading_within_a_speech_keeps_its_speaker() -> None:
    page = "<html><p><b>Ann:</b> One.</p><h2>More</h2><p>Two.</p><p><b>Ann:</b> Three.</p>"
    first, second, _ = read(page).utterances
    assert first.label is second.label
    assert [chapter.title.text for chapter in second.chapters] == ["More"]


def test_a_form_around_the_whole_page_is_no_furniture() -> None:
    assert said(read("<html><form action=x><p>Hello there, all of you.</p></form></html>")) == [
        (None, ["Hello there, all of you."])
    ]
    assert said(read("<html><nav>Home<p>Hello there.</p></html>")) == [(None, ["Home", "Hello there."])]


@pytest.mark.parametrize(
    ("text", "path", "wrong"),
    [
        ("<html><head><title>T</title></head><body><nav>Home</nav></body>", "talk.html", "holds no speech"),
        ("<html><h2>Summary</h2><p>a b<h2>Takeaways</h2><ul><li>c d</ul>", "talk.html", "a recap as HTML"),
        ("<rss><channel>Hello</channel></rss>", "feed.xml", "holds no captions"),
        ("<transcript></transcript>", "talk.srv1", "holds no captions"),
    ],
)
def test_a_file_without_speech_is_a_problem_of_one_line(text: str, path: str, wrong: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read_document(source(text, path))
    [problem] = caught.value.problems
    assert wrong in str(problem)
    assert "\n" not in str(problem)


def test_times_that_go_back_are_one_warning() -> None:
    page = "<cite>Ann:</cite><time>0:50</time><p>One.</p><cite>Bob:</cite><time>0:10</time><p>Two.</p>"
    [problem] = read(page).problems
    assert not problem.fatal
    assert "1 times go back" in problem.wrong


def test_markdown_with_a_little_html_is_no_page() -> None:
    turns = '<img src="x">\n\n**Ann:** One <b>two</b>.\n\n**Bob:** Three.\n\n**Ann:** Four.\n'
    assert read(turns, "talk.md").format == "labelled"


@pytest.mark.parametrize(
    "unit",
    [
        *("<a ", "<!--", '<a ">"', "</a ", "<![CDATA[", "<", "<!x", "<?", "&", "&amp;#", "<script>", "<a '\">"),
        *("<p>", "<b>x", "</b>", '<span data-m="1">a</span>', "<nav>", "<br>", "<p>Ann: a", "&#0;", "<pre>\n"),
    ],
)
def test_every_file_is_read_in_linear_time(unit: str) -> None:
    text = "<html>hello " + unit * (60_000 // len(unit)) + "'\">"
    begun = time.perf_counter()
    with contextlib.suppress(ProblemsError):
        read_document(source(text))
    assert time.perf_counter() - begun < 20


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<p class=summary>", "<br>", "<b>", "</b>", "<cite>", "</cite>", "<time>", "</time>"),
        *(
            '<span data-m="1200" data-d="30">',
            "</span>",
            '<span class="speaker">',
            "<h2>",
            "</h2>",
            "<h1>",
            "</h1>",
        ),
        *(
            "<nav>",
            "</nav>",
            "<footer>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<!doctype x>",
        ),
        *(
            "Ann:",
            "Bob",
            ": ",
            "：",
            "0:12",
            "[1:02:03]",
            "(",
            ")",
            "hello",
            " ",
            "\n",
            "\r\n",
            "\t",
            "&amp;",
            "&#39;",
        ),
        *(
            "&nbsp;",
            "&amp;lt;",
            "&lt;i&gt;",
            "&copy",
            "&nothing;",
            "<",
            ">",
            "&",
            '"',
            "'",
            "<a href='x",
            "<dl><dt>",
        ),
        *(
            "<dd>",
            "<li>",
            "<pre>",
            "</pre>",
            "<title>",
            "</title>",
            "<header>",
            "</header>",
            "<text start='1' dur='2'>",
        ),
        *(
            "</text>",
            "<p t='5' d='7'>",
            "<s t='3'>",
            "</s>",
            ">> ",
            "- ",
            "…",
            "你好",
            "\x00",
            "\u2028",
            "\x1d",
            "&#1;",
        ),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, PIECES, st.text(max_size=4)), max_size=40).map("".join)


@given(TEXTS)
@example("<b>Ann:<br></b>x<p><b>Ann</b>: y")
@example("<cite>&lt;a&gt;</cite><time>0:12")
def test_every_character_of_markup_is_accounted_for_once(text: str) -> None:
    for form, path in ((html_page, "talk.html"), (caption_xml, "talk.xml")):
        file = source(f"<html>{text}" if form is html_page else f"<transcript>{text}", path)
        lines = [line for line in file.lines() if visible(line.text)]
        assert form.sniff(file, lines)
        try:
            document = form.read(file, lines)
        except ProblemsError:
            continue
        assert unaccounted(document) == []
        assert list(find_misnamed(document)) == []


@given(TEXTS)
def test_the_tokens_of_any_text_are_the_text(text: str) -> None:
    for doubly in (False, True):
        tokens = list(read_tokens(text, 0, len(text), doubly=doubly))
        assert "".join(text[token.start : token.end] for token in tokens) == text
        assert all(token.text or text[token.start : token.end] for token in tokens if token.kind is Kind.ESCAPE)
