"""The only place where text becomes Markdown or HTML.

Whatever is not of the type `Markdown` is text of a stranger: it goes through `text`, `paragraph` or
`attributes` before it may stand in a page. The escapes are numeric character references, because
Python-Markdown takes backslashes away from some characters only, and leaves references alone everywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from generator.pages.markdown_text import Markdown as Markdown  # noqa: PLC0414  # whoever writes pages has it from here
from generator.words import folded, is_blank

ESCAPED = "\\`*_[]{}<>&#|~"
"""The characters that are never written as themselves, with the misreading each would cause:

* ``\\`` an escape; a backtick begins code; ``*`` and ``_`` emphasis; ``[`` and ``]`` links, notes, definitions;
* ``{`` and ``}`` attribute lists, and Jinja for engines that run it; ``<``, ``>`` and ``&`` HTML and entities;
* ``#`` at the end of a heading is eaten; ``|`` makes tables; ``~`` strikes out or fences code.
"""

# Most texts have nothing to escape: as bytes they tell so in a quarter of the time that a search takes.
_UNSAFE_BYTES = ESCAPED.encode()
_UNSAFE = re.compile(f"[{re.escape(ESCAPED)}]")
_UNSAFE_IN_QUOTES = re.compile(f'[{re.escape(ESCAPED.translate(dict.fromkeys(map(ord, "#|~"))))}"]')
# `12. ` and `12) ` at the start of a paragraph begin a list and lose their number.
_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")
# At the start of a paragraph every other mark of ASCII may begin a block: `- `, `+ `, `: `, `=== `, `!!! `.
_MARK = re.compile(r"[!-/:-@\[-`{-~]")

_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&{}[]%`\u2028\u2029"}
_BLOCK_TAG = re.compile(r"<(?:dd|div|dl|dt|fieldset|legend|li|ol|p|table|tbody|thead|tr|ul)\b")
# A shorter attribute is most likely a class, a language or an anchor, and these come again and again.
_SHORT = 32

Yaml = str | bool | list[str] | Mapping[str, str | bool]
"""What front matter may hold."""
Json = str | int | Sequence["Json"] | Mapping[str, "Json | None"]
"""What data for machines may hold; a field that is None or empty is left out."""


def text(value: str) -> Markdown:
    """Return a text so that it shows as typed wherever inline Markdown may stand."""
    # `folded` leaves out control characters: HTML cannot hold them, and Python-Markdown uses two for itself.
    return _escaped(folded(value))


def paragraph_start(value: str) -> Markdown:
    """Return a text so that it shows as typed at the start of a paragraph as well."""
    return _at_start(folded(value))


def quoted(value: str) -> Markdown:
    """Return a text so that it shows as typed between the quotation marks of an attribute."""
    return Markdown(_UNSAFE_IN_QUOTES.sub(_reference, folded(value)))


def inner_text(value: str, first: bool = False) -> Markdown:
    """Return a piece of a text that goes on before or behind it: a space at either end stays.

    `first` says that the piece begins its paragraph.
    """
    plain = folded(value)
    words = _at_start(plain) if first else _escaped(plain)
    if len(plain) == len(value):  # so neither end was blank
        return words
    # A control character at the end parts words as a space does, and is shown as one.
    before = " " if is_blank(value[0]) and not first else ""
    after = " " if is_blank(value[-1]) and plain else ""
    return Markdown(before + words + after)


def join(parts: Iterable[Markdown], between: str = "") -> Markdown:
    """Return pieces of Markdown as one."""
    joined = between.join(parts)
    if between or "[" not in joined:
        return Markdown(joined)
    # No text has a bare bracket: this is an exclamation mark before a link, and would make a picture of it.
    return Markdown(joined.replace("![", "&#33;["))


def filled(sentence: str, **parts: Markdown) -> Markdown:
    """Return one of our own sentences with Markdown in place of the words in braces; spaces stay as they are."""
    pieces = re.split(r"\{(\w+)\}", sentence)
    return join(parts[piece] if place % 2 else inner_text(piece) for place, piece in enumerate(pieces))


def blocks(parts: Iterable[Markdown | None]) -> Markdown:
    """Return blocks of Markdown with a blank line between them; None is left out."""
    return join(filter(None, parts), "\n\n")


def attributes(**values: str | int | None) -> Markdown:
    """Return HTML attributes, each after a space; `class_` is `class`, `data_x` is `data-x`, None is left out."""
    return Markdown(_attributes(values))


def element(tag: str, content: Markdown, **values: str | int | None) -> Markdown:
    """Return an inline HTML element around Markdown."""
    return Markdown(f"<{tag}{_attributes(values)}>{content}</{tag}>")


def container(tag: str, *content: Markdown, **values: str | int | None) -> Markdown:
    """Return a block element around Markdown; blocks that are put in one by one are copied once less."""
    mode = "block" if tag == "li" else "1"  # "1" would make the content of a list item inline
    # `md_in_html` reads the tag and writes it anew, and then leaves alone what looks like a reference.
    written = _attributes(values).replace("&#38;", "&#38;amp;")
    return Markdown("\n\n".join((f'<{tag}{written} markdown="{mode}">', *content, f"</{tag}>")))


def raw_block(html: Markdown) -> Markdown:
    """Return an HTML element as a block that no Markdown is read in.

    Inside an element whose content is Markdown, md_in_html would take this one for Markdown too. It sees a block
    element only at the start of a line, and a blank line would end the block.
    """
    lines = re.sub(r"\n\s*", "\n", _BLOCK_TAG.sub(r"\n\g<0>", html)).strip()
    return Markdown(re.sub(r"^<\w+", r'\g<0> markdown="0"', lines))


def json_block(data: Mapping[str, Json | None]) -> Markdown:
    """Return data for machines as a block that no browser runs and no text in it can end.

    Inside its strings every character that HTML, Markdown or a template language could act upon is an escape.
    """
    whole = json.dumps(_filled(data), ensure_ascii=False, separators=(",", ":"))
    inside = re.sub(r'"(?:[^"\\]|\\.)*"', lambda match: match[0].translate(_SCRIPT), whole)
    return Markdown(f'<script type="application/ld+json">{inside}</script>')


def paragraph(content: Markdown, **values: str | None) -> Markdown:
    """Return a paragraph with attributes; nothing where it has no content, for attributes alone would be text."""
    if not content.strip():
        return Markdown("")
    return Markdown(f"{content}\n{_attribute_list(values)}".rstrip())


def heading(level: int, content: Markdown, **values: str | None) -> Markdown:
    """Return a heading with attributes; `id` becomes its anchor."""
    return Markdown(f"{'#' * level} {content} {_attribute_list(values)}".rstrip())


def link(label: Markdown, href: str, **values: str | None) -> Markdown:
    """Return a link; `href` is one of our own page names and anchors, never text of a source."""
    return Markdown(f"[{label}]({href}){_attribute_list(values)}")


def table(head: Iterable[Markdown], rows: Iterable[Iterable[Markdown]], name: str) -> Markdown:
    """Return a table as HTML, for Markdown tables are no part of our contract with other engines.

    It may be wider than a phone: its frame scrolls sideways, by keyboard too, and `name` tells what it is.
    """
    header = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "\n".join(_row(list(row)) for row in rows)
    return raw_block(
        Markdown(
            f'<div class="table" tabindex="0" role="group"{attributes(aria_label=name)}><table class="figures">\n'
            f"<thead><tr>{header}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
        )
    )


def front_matter(values: Mapping[str, Yaml]) -> str:
    """Return YAML front matter; strings are HTML already, since themes print titles unescaped."""
    lines = [f"{name}: {_yaml(value)}" for name, value in values.items()]
    return "\n".join(["---", *lines, "---", ""])


def _at_start(plain: str) -> Markdown:
    if plain[:1].isalpha():  # as nearly all do
        return _escaped(plain)
    if number := _NUMBER.match(plain):
        return Markdown(f"{number[1]}&#{ord(number[2])};") + _escaped(plain[number.end() :])
    if _MARK.match(plain):
        return Markdown(f"&#{ord(plain[0])};") + _escaped(plain[1:])
    return _escaped(plain)


def _escaped(plain: str) -> Markdown:
    raw = plain.encode("utf-8", "surrogatepass")
    if len(raw.translate(None, _UNSAFE_BYTES)) == len(raw):
        return Markdown(plain)
    return Markdown(_UNSAFE.sub(_reference, plain))


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _row(cells: list[Markdown]) -> str:
    first, *rest = cells
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'


def _filled(value: Json) -> Json:
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, Mapping):
        return {name: _filled(inner) for name, inner in value.items() if inner not in (None, "", [], {})}
    return [_filled(inner) for inner in value] if isinstance(value, Sequence) else value


def _attributes(values: Mapping[str, str | int | None]) -> str:
    written = ""
    for name, value in values.items():
        if value is not None:
            shown = str(value)
            written += _known_attribute(name, shown) if len(shown) < _SHORT else _attribute(name, shown)
    return written


def _attribute(name: str, value: str) -> str:
    # Inline patterns run before Python-Markdown sees the tag, so values are escaped like text, and quoted.
    return f' {name.rstrip("_").replace("_", "-")}="{quoted(value)}"'


_known_attribute = lru_cache(maxsize=4096)(_attribute)


def _attribute_list(values: Mapping[str, str | None]) -> str:
    written = ""
    for name, value in values.items():
        if not value:
            continue
        if name == "id":
            written += f" #{value}"
        elif name == "class_":
            written += f" .{value.replace(' ', ' .')}"
        else:
            written += f' {name.replace("_", "-")}="{value}"'
    return f"{{{written[1:]}}}" if written else ""


def _yaml(value: Yaml) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name}: {_yaml(inner)}' for name, inner in value.items())}}}"
    # A double-quoted YAML scalar is a JSON string, but YAML forbids some characters that JSON allows.
    scalar = json.dumps(value, ensure_ascii=False)
    if scalar.isprintable():
        return scalar
    return "".join(char if char.isprintable() else f"\\U{ord(char):08X}" for char in scalar)
