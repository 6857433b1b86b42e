"""The dialect of our pages as regular expressions; what they do not match is not rendered but refused.

Every repetition is possessive: nothing is read twice, whatever a page holds.
"""

from __future__ import annotations

import re

_BLANK = r"\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space and control characters, but for the space: folded text has none, and each engine treats them anew."""
_SPECIAL = r"\\`*_\[\]{}<>&"
"""What Markdown or HTML could act upon; in text and attributes it is written as a reference."""
_TEXT = rf"[^{_SPECIAL}#|~{_BLANK}]++"
_REFERENCE = r"&#[0-9]++;"
_VALUE = rf'(?:[^{_SPECIAL}"{_BLANK}]++|{_REFERENCE})*+'

_INLINE_NAMES = (
    "abbr|a|bdi|bdo|button|br|b|cite|code|data|dfn|em|i|kbd|label|mark|meter|q|samp|small|span|strong|sub|sup|s|time"
    "|u|var|wbr"
)
_CONTAINER_NAMES = "article|aside|details|div|figure|footer|header|main|nav|ol|section|ul"
"""Elements whose content is Markdown; a list item is one too."""
_RAW_NAMES = (
    "dd|details|div|dl|dt|fieldset|figcaption|figure|legend|li|ol|p|section|summary|table|tbody|td|tfoot|thead|th|tr"
    "|ul|video"
)
_NAME = r"[a-z]++(?:-[a-z]++)*+"
_VALUES = rf'(?: [a-zA-Z]++(?:-[a-zA-Z]++)*+(?:="{_VALUE}")?+)*+'
_INLINE_TAG = rf"<(?:/(?:{_INLINE_NAMES})|(?:{_INLINE_NAMES})(?=[ />]){_VALUES} ?+/?+)>"
_DRAWN_NAMES = "audio|input|path|rect|svg"
"""What stands in raw blocks only, beside the others."""
_DRAWN_TAG = rf"<(?:/(?:{_DRAWN_NAMES})|(?:{_DRAWN_NAMES})(?=[ />]){_VALUES} ?+/?+)>"
# Newer versions of Python read no tags in a title.
_TITLE = rf"<title>(?:{_TEXT}|{_REFERENCE})*+</title>"
# md_in_html reads and writes these anew, so a reference in a value is escaped once more: `&amp;#42;`.
_TWICE = rf'(?:[^{_SPECIAL}"{_BLANK}]++|&(?:amp|#[0-9]++);)*+'
_ATTRIBUTES = rf'(?: (?!markdown=){_NAME}="{_TWICE}")*+'

_SLUG = r"(?:[^\W_]|-)++"
# A value of an attribute list is read as inline Markdown before it is read as a list: no references.
_ENTRY = rf'(?:\.{_SLUG}|{_NAME}="[^{_SPECIAL}"\x00-\x1f\x7f-\xa0]*+")'
_LIST = rf"\{{(?:#{_SLUG}|{_ENTRY})(?: {_ENTRY})*+\}}"
_LIST_WITH_ID = rf"\{{#{_SLUG}(?: {_ENTRY})*+\}}"
_LABEL = rf"(?:{_TEXT}|#|{_REFERENCE}|{_INLINE_TAG})++"
_HREF = rf"""[^\\`<>&"'()\[\]{{}} {_BLANK}]++"""
_LINK = rf"(?<!!)\[{_LABEL}\]\({_HREF}\)(?:{_LIST})?+"
_INLINE = rf"(?:{_TEXT}|{_REFERENCE}|{_INLINE_TAG}|{_LINK})++"
# No mark that may begin a block stands at the start of a line, nor a number that may begin a list.
_LINE = rf"(?![ !-%'-/:;=-@\\-`{{-~]|\d++\. ){_INLINE}(?<! )"

PARAGRAPH = re.compile(rf"(?P<words>{_LINE}(?:\n{_LINE})*+)(?:\n(?P<list>{_LIST}))?+")
"""Lines, and at the end an attribute list on a line of its own."""
HEADING = re.compile(rf"(?P<marks>\#{{1,6}}+) (?P<title>{_INLINE})(?<=[^ ] )(?P<list>{_LIST_WITH_ID})")
"""A heading with its attribute list; without an id Python-Markdown would make one of the words."""
OPENING = re.compile(rf'<(?P<tag>{_CONTAINER_NAMES}|li)(?P<attributes>{_ATTRIBUTES}) markdown="(?P<mode>1|block)">')
"""The start tag of an element whose content is Markdown."""
ITEMS = re.compile(rf'(?:(?:\A|\n)<li{_ATTRIBUTES} markdown="span">{_INLINE}</li>)++')
"""List items, each on its own line."""
SCRIPT = re.compile(rf'<script type="application/ld\+json">[^<{_BLANK}]++</script>')
"""Data for machines."""
COMMENT = re.compile(rf"<!-- (?:[^<>&{_BLANK}-]++|-(?!-))*+-->")
"""A comment on one line."""
ENDS = {f"</{name}>": name for name in f"{_CONTAINER_NAMES}|li".split("|")}
"""End tags of elements whose content is Markdown, with their names."""
LINK = re.compile(r"\[(?P<label>[^\]]++)\]\((?P<href>[^)]++)\)(?P<list>\{[^}]*+\})?+")
"""A link, in a line that is known to be right."""
LIST_ENTRY = re.compile(rf'\.({_SLUG})|({_NAME})="([^"]*+)"')
"""One entry of an attribute list: a class, or name and value."""
ATTRIBUTE = re.compile(r' ([a-z-]++)(=?+)(?:"([^"]*+)")?+')
"""One attribute of a tag that md_in_html writes anew."""
_PHRASE = rf"{_TEXT}|{_REFERENCE}|{_INLINE_TAG}|{_DRAWN_TAG}|{_TITLE}"
_CELL = rf'(?:<th(?: scope="[a-z]++")?+>(?:{_PHRASE})*+</th>|<td>(?:{_PHRASE})*+</td>)'
_ROW = rf"<tr>{_CELL}++</tr>"
RAW = re.compile(
    rf"(?P<flow>(?:{_PHRASE}|\n)++)"
    rf"|(?P<rows>{_ROW}(?:\n{_ROW})*+)"
    rf'|<(?:/(?P<end>{_RAW_NAMES})|(?P<tag>{_RAW_NAMES})(?P<attributes>(?: {_NAME}(?:="{_TWICE}")?+)*+))>'
    r"|(?P<other>.)"
)
"""A piece of a block that no Markdown is read in; a tag is one that md_in_html may take for a block."""
RAW_START = re.compile(rf"<(?:{_RAW_NAMES})[ >]")
"""How it begins."""
