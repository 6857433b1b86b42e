"""A feed of the talks for feed readers: Atom, the newest first.

It states the dates of the talks and no other, so the same sources give the same bytes. Its links must hold
anywhere, so there is none until the site knows its address; a talk without a date is not in it.
"""

from __future__ import annotations

import re
from urllib.parse import quote
from xml.etree import ElementTree as ET

from generator import anchors
from generator.analysis.card import Card
from generator.analysis.catalogue import Catalogue
from generator.pages.recordings import recording_type
from generator.pages.site_frame import SiteFacts
from generator.words import folded

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 100
"""Talks in the feed; readers of feeds look for what is new."""
_NOT_XML = re.compile("[\ufffe\uffff]")


def has_feed(catalogue: Catalogue, site: SiteFacts) -> bool:
    """Tell whether there is a feed."""
    return site.url is not None and any(talk.date for talk in catalogue.talks)


def render_feed(catalogue: Catalogue, site: SiteFacts, lang: str) -> str | None:
    """Write the feed; None where there is none."""
    talks = [talk for talk in catalogue.talks if talk.date][:_MOST]
    if site.url is None or not talks:
        return None
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": lang})
    address = site.url + anchors.FEED_FROM_ROOT
    _add(feed, "title", site.name)
    if site.description:
        _add(feed, "subtitle", site.description)
    _add(feed, "id", address)
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": site.url})
    _add(feed, "updated", _moment(talks[0]))
    _add(ET.SubElement(feed, "author"), "name", site.name)
    for talk in talks:
        _add_talk(feed, talk, site.url)
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def talk_address(talk: Card, base: str) -> str:
    """Return the folder of a talk on the site: the address that stays, whichever engine builds the site."""
    return f"{base}talks/{quote(talk.slug)}/"


def _add_talk(feed: ET.Element, talk: Card, base: str) -> None:
    entry = ET.SubElement(feed, "entry", {"xml:lang": talk.lang})
    address = talk_address(talk, base)
    _add(entry, "title", talk.title)
    _add(entry, "id", address)
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{address}index.html"})
    if kind := recording_type(talk.media):
        href = talk.media if talk.media and "://" in talk.media else f"{address}{quote(talk.media or '')}"
        ET.SubElement(entry, "link", {"rel": "enclosure", "type": kind, "href": href})
    _add(entry, "published", _moment(talk))
    _add(entry, "updated", _moment(talk))
    for speaker in talk.people:
        _add(ET.SubElement(entry, "author"), "name", speaker.name)
    for tag in talk.tags:
        ET.SubElement(entry, "category", {"term": _xml(tag)})
    if talk.summary:
        _add(entry, "summary", " ".join(talk.summary))


def _moment(talk: Card) -> str:
    return f"{talk.date}T00:00:00Z"


def _add(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = _xml(words)


def _xml(words: str) -> str:
    return _NOT_XML.sub("", folded(words))
