"""What a file states about its talk: title, date, event, recording, tags and speakers of its front matter.

Static site engines and transcript archives name these in their own ways; the names known here are in `_KEYS`. What
is not understood is no problem: the front matter stays what it is, text that is on no page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from generator.formats.names import is_person
from generator.model import Facts
from generator.origin import Excerpt
from generator.words import folded

_KEYS = {
    "title": ("title",),
    "date": ("date", "published", "publish_date", "pubdate", "recorded"),
    "event": ("event", "conference", "venue"),
    "media": ("media", "video", "video_url", "youtube", "audio", "audio_url", "youtube_url", "recording"),
    "tags": ("tags", "topics", "keywords"),
    "speakers": ("speakers", "speaker", "guests", "guest", "hosts", "host", "participants", "panelists"),
}
"""The keys of front matter that say each fact, in lower case."""
_LONGEST_BLOCK = 100_000
"""In characters; what is longer is no front matter, and nobody waits for it."""
_DATE = re.compile(r"(\d{4})[-/.](\d{2})[-/.](\d{2})(?!\d)")
_LEGEND = re.compile(r"(?P<name>[^\s,;:|()][^,;:|()]{1,58}?)\s*[(|]\s*(?P<short>[A-Z]{2,4}\d?)\s*[)|]")
_SHORT = re.compile(r"[(|]\s*[A-Z]{2,4}\d?\s*(?=[)|])")
_LONGEST_NAME = 59
"""Characters of a name that stands before its initials."""
_LEGEND_REACH = 1000
"""Characters at the begin of a line that may say whose initials are used: a list of those present."""
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


@lru_cache(maxsize=16)
def read_facts(block: str) -> Facts:
    """Return what a block of front matter states, without its lines of dashes; nothing where it is no YAML."""
    values = _values(block)
    dated = _DATE.match(_first(values, "date") or "")
    media = next(filter(None, (_ADDRESS.fullmatch(text) for text in _all(values, "media"))), None)
    return Facts(
        title=_first(values, "title"),
        date="-".join(dated.groups()) if dated else None,
        event=_first(values, "event"),
        media=media[0] if media else None,
        tags=tuple(dict.fromkeys(_all(values, "tags"))),
        speakers=tuple(dict.fromkeys(_all(values, "speakers"))),
    )


def join_facts(stated: Facts, read: Facts, title: str | None) -> Facts:
    """Return what the front matter states, with what a reader has found and the date that the title begins with."""
    dated = _DATE.match(folded(title)) if title else None
    return replace(
        stated,
        title=stated.title or read.title,
        date=stated.date or read.date or ("-".join(dated.groups()) if dated else None),
        event=stated.event or read.event,
        media=stated.media or read.media,
        tags=stated.tags or read.tags,
        speakers=stated.speakers or read.speakers,
        initials=read.initials,
    )


def find_legend(lines: Iterable[Excerpt]) -> dict[str, str]:
    """Return initials, each with the name that a file gives for them: `Ann Lee (AL)`, `| Ann Lee | AL |`."""
    found: dict[str, str] = {}
    for line in lines:
        for match in _legends(line.text) if "(" in line.text or "|" in line.text else ():
            name = folded(match["name"])
            if is_person(name) and name[0] == match["short"][0]:
                found.setdefault(match["short"], name)
    return found


def _legends(text: str) -> Iterator[re.Match[str]]:
    """Yield initials with the name before each: to try every word for the begin of a name takes far longer."""
    reached = 0
    for short in _SHORT.finditer(text, 0, _LEGEND_REACH):
        begin = len(text[: short.start()].rstrip()) - _LONGEST_NAME
        if match := _LEGEND.search(text, max(begin, reached), short.end() + 1):
            reached = match.end()
            yield match


def _values(block: str) -> dict[str, Any]:
    import yaml  # noqa: PLC0415  only files with front matter need it

    if len(block) > _LONGEST_BLOCK:
        return {}
    try:
        # Every scalar stays the string that is written: 1:13 is no number, and nothing can make an object.
        root = yaml.load(block, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return {str(key).casefold(): value for key, value in root.items()} if isinstance(root, dict) else {}


def _first(values: dict[str, Any], fact: str) -> str | None:
    return next(iter(_all(values, fact)), None)


def _all(values: dict[str, Any], fact: str) -> list[str]:
    """Return the texts under the keys of a fact: one, or a list, or a list of people with names."""
    found = [text for key in _KEYS[fact] for text in _texts(values.get(key))]
    return [text for text in map(folded, found) if text]


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _texts(value.get("name"))
    if isinstance(value, list):
        return [text for item in value if not isinstance(item, list) for text in _texts(item)]
    return []
