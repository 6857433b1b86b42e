"""What a page is about, for machines: JSON-LD in the words of schema.org.

Addresses are relative to the page, so nothing here depends on where the site lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator import anchors
from generator.analysis.card import Card, named_people
from generator.model import Speaker, Talk
from generator.pages.glossary import term_anchors
from generator.pages.markup import Json, Markdown, json_block
from generator.pages.recordings import recording_class, recording_type
from generator.pages.times import media_href

Data = Mapping[str, Json | None]
"""A thing of schema.org, field by field; empty fields are left out."""

_CONTEXT = "https://schema.org"


def talk_data(talk: Talk, uri: str, name: str) -> Markdown:
    """Describe a page of a talk: the summary is about the talk itself, the glossary is a set of terms."""
    if uri == anchors.SUMMARY_URI:
        return _block(_recording(talk) if talk.media else _event(talk))
    about = {"@type": "Event", "name": talk.title, "startDate": talk.date}
    if uri == anchors.GLOSSARY_URI:
        return _block(_terms(talk, name, about))
    return _block({"@type": "WebPage", "name": name, "inLanguage": talk.lang, "about": about})


def list_data(talks: Sequence[Card], name: str, folder: str, count: int | None = None) -> Markdown:
    """Describe a list of talks; `folder` is where they are from the page, `count` how many the whole list has."""
    items: list[Json] = [
        {"@type": "ListItem", "position": place, "name": talk.title, "url": f"{folder}{talk.slug}/index.html"}
        for place, talk in enumerate(talks, start=1)
    ]
    return _block({"@type": "ItemList", "name": name, "numberOfItems": count, "itemListElement": items})


def terms_data(terms: Iterable[tuple[str, str]], name: str) -> Markdown:
    """Describe a page of the glossary of the site, term by anchor; the definitions are with the talks."""
    items = [{"@type": "DefinedTerm", "name": term, "url": f"#{anchor}"} for anchor, term in terms]
    return _block({"@type": "DefinedTermSet", "name": name, "hasDefinedTerm": items})


def person_data(name: str, aliases: Sequence[str], role: str | None, talks: Iterable[Card]) -> Markdown:
    """Describe a page of a person and the talks on it."""
    events = [{"@type": "Event", "name": talk.title, "startDate": talk.date} for talk in talks]
    who = {"@type": "Person", "name": name, "alternateName": list(aliases), "jobTitle": role}
    return _block({"@type": "ProfilePage", "mainEntity": {**who, "performerIn": events}})


def site_data(name: str, description: str) -> Markdown:
    """Describe the whole site."""
    return _block({"@type": "WebSite", "name": name, "description": description})


def _block(data: Data) -> Markdown:
    return json_block({"@context": _CONTEXT, **data})


def _event(talk: Talk) -> Data:
    return {
        "@type": "Event",
        "name": talk.title,
        "startDate": talk.date,
        "description": _description(talk),
        "inLanguage": talk.lang,
        "keywords": list(talk.tags),
        "superEvent": {"@type": "Event", "name": talk.event} if talk.event else None,
        "performer": [_person(speaker) for speaker in named_people(talk)],
    }


def _recording(talk: Talk) -> Data:
    kind = recording_type(talk.media)
    event = {name: value for name, value in _event(talk).items() if name not in ("description", "keywords")}
    return {
        "@type": recording_class(talk.media),
        "name": talk.title,
        "description": _description(talk),
        "uploadDate": talk.date,
        "inLanguage": talk.lang,
        "keywords": list(talk.tags),
        "contentUrl" if kind else "url": media_href(talk),
        "encodingFormat": kind,
        "recordedAt": event,
    }


def _person(speaker: Speaker) -> Data:
    return {"@type": "Person", "name": speaker.name, "jobTitle": speaker.role}


def _terms(talk: Talk, name: str, about: Data) -> Data:
    terms = [
        {
            "@type": "DefinedTerm",
            "@id": f"#{anchor}",
            "name": term.name.text,
            "description": term.definition.text,
        }
        for anchor, term in term_anchors(talk.recap.terms)
    ]
    return {
        "@type": "DefinedTermSet",
        "name": name,
        "inLanguage": talk.recap_lang,
        "about": about,
        "hasDefinedTerm": terms,
    }


def _description(talk: Talk) -> str | None:
    return talk.recap.summary[0].text if talk.recap.summary else None
