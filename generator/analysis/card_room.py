"""How much room a talk takes on the pages of the whole site, so that lists are parted before they are written.

What the tags around it take was measured on built pages, a little too high rather than too low; a test holds the
figures to pages as they are converted.
"""

from __future__ import annotations

from generator.analysis.card import Card
from generator.analysis.room import link_bytes, text_bytes

_CARD_BYTES = 200
_LINE_BYTES = 195
_LISTED_BYTES = 110
_SPOKEN_BYTES = 240
"""The ways to a person's turns, behind the line of a talk."""


def line_bytes(talk: Card) -> int:
    """Return the room of a talk in a list."""
    texts = "".join((talk.short_title, talk.event or "", *talk.names))
    return _LINE_BYTES + link_bytes(talk.slug) + text_bytes(texts) + 2 * len(talk.names)


def listed_bytes(talk: Card) -> int:
    """Return the room that a talk takes in the list of all talks more than in others: that is for machines too."""
    return _LISTED_BYTES + link_bytes(talk.slug) + text_bytes(talk.title)


def spoken_bytes(talk: Card) -> int:
    """Return the room that a talk takes on the page of a person more than in another list."""
    return _SPOKEN_BYTES + 2 * link_bytes(talk.slug) + text_bytes(talk.title)


def card_bytes(talk: Card) -> int:
    """Return the room of a talk as a card, and once more for machines."""
    point = text_bytes(talk.summary[0]) if talk.summary else 0
    return _CARD_BYTES + line_bytes(talk) + link_bytes(talk.slug) + text_bytes(talk.title) + point
