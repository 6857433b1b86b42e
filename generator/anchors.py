"""The anchors and class names that pages, proof and other people's links rely on.

They are a promise: a link made to a published page must still hold after the next build.
"""

from __future__ import annotations

import re
import unicodedata

TURN_CLASS = "turn"
"""Class of the element that holds a whole turn."""
APPARATUS_CLASS = "apparatus"
"""Class of elements whose text is ours, not the source's: turn numbers, notes, links back."""

SUMMARY_URI = "index.md"
TAKEAWAYS_URI = "takeaways.md"
GLOSSARY_URI = "glossary.md"
TRANSCRIPT_URI = "transcript.md"
COLLATION_URI = "collation.md"
SPEAKERS_URI = "speakers.md"
RECORD_URI = "record.md"

EXPORTS_FOLDER = "exports"
"""Folder of a talk's files for other programs."""
PLAIN_TEXT_NAME = "transcript.txt"
"""The talk as plain text, in that folder: the proof reads it."""

# Pages of the whole site, beside the folders of the talks.
LIST_URI = "index.md"
DATES_URI = "dates.md"
EVENTS_URI = "events.md"
TOPICS_URI = "topics.md"
PEOPLE_URI = "people.md"
TERMS_URI = "glossary.md"
SEARCH_URI = "search.md"
"""The page that searches all talks; the index lies in the folder `search` beside it."""
FEED_URI = "feed.xml"
FEED_FROM_ROOT = f"talks/{FEED_URI}"
"""Where the feed is, from the root of the site."""

_LONGEST_NAME = 100
"""Bytes of a page's name: many disks take no name of more than 255."""

SITE_NAMES = frozenset(
    {"index", "assets", "dates", "events", "topics", "people", "glossary", "feed.xml", "search", "talks"}
)
"""Addresses below the folder of all talks that belong to the site: no talk can have one of them."""

# An ASCII text is put into small letters, and all that is no letter or digit becomes a space.
_SLUG_BYTES = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 0x20 for code in range(128)) + bytes(128)


def slug(text: str) -> str:
    """Return a text as a part of an id: lower case, letters and digits of any script, joined by hyphens."""
    if text.isascii():
        return b"-".join(text.encode().translate(_SLUG_BYTES).split()).decode() or "x"
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "x"


def turn(number: int) -> str:
    """Return the anchor of a turn: `t12`."""
    return f"t{number}"


def paragraph(number: int, index: int, lang: str | None = None) -> str:
    """Return the anchor of a paragraph of a turn, counted from 1: `t12-p2`.

    Where a turn has two languages, the one that is not the main one adds its tag: `t12-p2-zh-Hans`.
    """
    return f"t{number}-p{index}" + (f"-{lang}" if lang else "")


def point(index: int) -> str:
    """Return the anchor of a point of the summary: `summary-2`."""
    return f"summary-{index}"


def takeaway(index: int) -> str:
    """Return the anchor of a takeaway: `takeaway-3`."""
    return f"takeaway-{index}"


def chapter(index: int) -> str:
    """Return the anchor of a chapter of a transcript, counted from 1: `chapter-4`."""
    return f"chapter-{index}"


def term(name: str) -> str:
    """Return the anchor of a glossary entry: `term-corrigibility`."""
    return f"term-{slug(name)}"


def speaker(speaker_id: str) -> str:
    """Return the anchor of a speaker: `speaker-amanda-askell`."""
    return f"speaker-{speaker_id}"


def year(name: str) -> str:
    """Return the anchor of a year in the list by date: `year-2024`."""
    return f"year-{slug(name)}"


def event(name: str) -> str:
    """Return the anchor of an event in the list by event: `event-evening-lecture`."""
    return f"event-{slug(name)}"


def topic(name: str) -> str:
    """Return the anchor of a topic in the list by topic: `topic-bridges`."""
    return f"topic-{slug(name)}"


def letter(initial: str) -> str:
    """Return a letter of a list from A to Z as a part of an anchor or address: `k`, `other` for no letter."""
    return "other" if initial == "#" else slug(initial)


def head(anchor: str) -> str:
    """Return the id of the heading inside an anchored section: search engines index headings."""
    return f"{anchor}-head"


def unique(anchors: list[str]) -> list[str]:
    """Return the anchors with `-2`, `-3` ... added to those that occur before."""
    taken: set[str] = set()
    result: list[str] = []
    for anchor in anchors:
        number, free = 1, anchor
        while free in taken:
            number += 1
            free = f"{anchor}-{number}"
        taken.add(free)
        result.append(free)
    return result


def person_uri(name: str) -> str:
    """Return the page of a person, named `ann-lee`: `people/ann-lee.md`."""
    return f"{PEOPLE_URI.removesuffix('.md')}/{name}.md"


def folder_of(uri: str) -> str:
    """Return the folder for the further pages of a page: `people/ann-lee` for `people/ann-lee.md`."""
    return uri.removesuffix(".md")


def letter_uri(uri: str, initial: str) -> str:
    """Return the page of a letter of a list; in a folder of its own, for a topic may be called `k`."""
    return f"{folder_of(uri)}/letters/{letter(initial)}.md"


def part_uri(uri: str, number: int) -> str:
    """Return a part of a list that takes several pages, from 1: `dates/2024-05.md`, `dates/2024-05-2.md`."""
    return uri if number == 1 else f"{folder_of(uri)}-{number}.md"


def page_name(text: str) -> str:
    """Return a name as that of a file: its slug, short enough for every disk."""
    return slug(text).encode()[:_LONGEST_NAME].decode(errors="ignore").strip("-") or "x"


def transcript_uris(kinds: list[str]) -> list[str]:
    """Return the page of each witness: the main one is `transcript.md`, each further one is named by its kind."""
    further = unique([f"transcript-{kind}" for kind in kinds[1:]])
    return [TRANSCRIPT_URI, *(f"{name}.md" for name in further)][: len(kinds)]
