"""HTML as our pages are written, read in one pass; whatever else there may be on a page is left to BeautifulSoup.

A build proves thousands of pages, and BeautifulSoup takes a tenth of a second for a long one. This reader takes a
fraction of that, for it knows only what means the same to every parser: tags in pairs, attributes in double quotes,
references with a semicolon, angle brackets of tags alone. At anything else it gives up and says so, and never
guesses. Tests hold it to what BeautifulSoup finds, on built pages, on damaged ones and on HTML that is made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from unicodedata import category

from generator.verify.tree import ASKED, NO_TAG, Tag, Tree, make_tag

_ATTRIBUTES = r'(?:[ \t\n]++[a-zA-Z][-a-zA-Z0-9:._]*+(?:="[^"<>]*+")?+)*+[ \t\n]*+'
_START = re.compile(rf"([a-zA-Z][-a-zA-Z0-9]*+)({_ATTRIBUTES})(/?)")
_ATTRIBUTE = re.compile(r'([a-zA-Z][-a-zA-Z0-9:._]*+)(="")?+')
_COMMENT = re.compile(r"!--(?!-?$)[^-]*+(?:-(?!-)[^-]*+)*+--|!(?i:doctype html)")
_CODE = re.compile(rf"<script{_ATTRIBUTES}>[^<]*+(?:<(?![/!])[^<]*+)*+".encode())
"""Code up to its end. Nothing in it is a tag to any parser, for there is nothing like an end or a comment in it."""
_CODE_MARK = "\0"
"""What stands for a script with its code, as if it were an empty element."""
_NOT_BRACKETS = bytes(code for code in range(256) if code not in b"<>")
_REFERENCE = re.compile(r"&#?[a-zA-Z0-9]*+;?")
_NUMBER = re.compile(r"&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_NAMED = {
    "&amp;": "&",
    "&copy;": "\u00a9",
    "&gt;": ">",
    "&lt;": "<",
    "&nbsp;": "\u00a0",
    "&para;": "\u00b6",
    "&quot;": '"',
}
_DOCTYPE = "!doctype html"
_STYLE_END = "/style"
_TEXT_ENDS = frozenset({"/title", "/textarea", _STYLE_END})
"""The ends of elements that hold no others: to some parsers what looks like a tag in them is text."""
_VOID_TAGS = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_STRANGE_TAGS = frozenset(
    {"iframe", "noembed", "noframes", "plaintext", "rp", "rt", "script", "template", "xmp"}
    | {"basefont", "bgsound", "command", "frame", "image", "isindex", "keygen", "menuitem", "nextid", "spacer"}
)
"""What one parser takes for text and another for markup, and empty elements of the past."""


class _UnsureError(ValueError):
    """What stands here may mean one thing to one parser and another to another."""


def read_tree(html: bytes) -> Tree | None:
    """Return the elements and texts of a page; None where it holds anything that this reader does not know."""
    if b"\0" in html or b"\r" in html:
        return None
    try:
        return _read(html)
    except ValueError:
        return None


def _read(html: bytes) -> Tree:
    # Brackets open and close in turn, so every second stretch is a tag; a doctype stands for the begin of the page.
    page = _in_turn(_without_code(html))
    stretches = page.replace(">", "<").split("<")
    raw_tags, texts = [_DOCTYPE, *stretches[1::2]], stretches[::2]
    tags, parents, ends = _elements(raw_tags)
    if _STYLE_END in raw_tags:
        texts = ["" if tag.name == "style" else text for tag, text in zip(tags, texts, strict=True)]
    referring = "&" in page
    texts = [_plain(text) if not text.isascii() or (referring and "&" in text) else text for text in texts]
    return Tree(tags=tags, parents=parents, ends=ends, texts=texts)


def _elements(raw_tags: Sequence[str]) -> tuple[list[Tag], list[int], list[int]]:
    """Return the tags of elements, the parents and the ends as `Tree` has them."""
    tags, parents, ends = [NO_TAG] * len(raw_tags), [-1] * len(raw_tags), list(range(len(raw_tags)))
    here, closing = -1, "nothing to close"
    around: list[str] = []
    for place, raw in enumerate(raw_tags):
        if raw == closing:
            ends[here], here, closing = place, parents[here], around.pop()
            continue
        tags[place], end = _tag(raw)
        parents[place] = here
        if end:
            around.append(closing)
            here, closing = place, end
            if end in _TEXT_ENDS and raw_tags[place + 1 : place + 2] != [end]:
                raise _UnsureError
    if here >= 0:
        raise _UnsureError
    return tags, parents, ends


def _without_code(html: bytes) -> bytes:
    """Return a page with a mark in place of every script."""
    *scripted, last = html.split(b"</script>")
    kept: list[bytes] = []
    for stretch in scripted:
        start = stretch.rfind(b"<script")
        if start < 0 or not _CODE.fullmatch(stretch, start):
            raise _UnsureError
        kept.append(stretch[:start])
    return f"<{_CODE_MARK}>".encode().join([*kept, last])


def _in_turn(html: bytes) -> str:
    """Return a page, a character for each byte, if every bracket that opens is closed before the next one opens.

    Most stretches of any page are ASCII. The others are read as UTF-8 one by one, which takes half the time of
    cutting up a page that is read as a whole.
    """
    brackets = html.translate(None, _NOT_BRACKETS)
    if brackets != b"<>" * (len(brackets) // 2):
        raise _UnsureError
    return html.decode("latin-1")


# The pages of thousands of talks have most of their tags in common: the frame of the site, the first turns.
@lru_cache(maxsize=8192)
def _tag(raw: str) -> tuple[Tag, str]:
    """Return what a tag says, and what ends its element: nothing for one that holds nothing, or for a comment."""
    if raw == _CODE_MARK:
        return make_tag("script"), ""
    if raw.startswith("!") and _COMMENT.fullmatch(raw):
        return NO_TAG, ""
    stretches = raw.split('"')
    name, asked, end = _shape('""'.join(stretches[::2]))
    if not asked:
        return make_tag(name), end
    values = ["", *stretches[1:]] if raw.isascii() and "&" not in raw else ["", *map(_plain, stretches[1:])]
    return make_tag(name, tuple([(key, values[place]) for key, place in asked])), end


# What is left of a tag without the values of its attributes is one of some hundred.
@lru_cache(maxsize=1024)
def _shape(raw: str) -> tuple[str, tuple[tuple[str, int], ...], str]:
    """Return what a tag says that is written without its values.

    It is the name; the attributes that the proof looks at, each with the place of its value if the tag is split at
    its quotes, 0 for one without a value; and what ends the element.
    """
    match = _START.fullmatch(raw)
    name = match[1].lower() if match else ""
    if not match or name in _STRANGE_TAGS or (match[3] and f"/{name}" in _TEXT_ENDS):
        raise _UnsureError
    asked: list[tuple[str, int]] = []
    places = count(1, 2)
    for key, value in _ATTRIBUTE.findall(match[2]):
        place = next(places) if value else 0
        if key.lower() in ASKED:
            asked.append((key.lower(), place))
    return name, tuple(asked), "" if match[3] or name in _VOID_TAGS else f"/{name}"


def _plain(text: str) -> str:
    """Return what a stretch of bytes means: text in UTF-8 with the characters that its references stand for."""
    return _REFERENCE.sub(_character, text.encode("latin-1").decode())


def _character(reference: re.Match[str]) -> str:
    if known := _NAMED.get(reference[0]):
        return known
    number = _NUMBER.fullmatch(reference[0])
    code = int(number[1] or number[2], 10 if number[1] else 16) if number else -1
    if not 0 < code <= 0x10FFFF or category(chr(code)) in {"Cc", "Cs", "Cn"}:
        raise _UnsureError
    return chr(code)
