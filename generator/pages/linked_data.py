"""What a page is about, for machines: JSON-LD in the words of schema.org.

Addresses are relative to the page, so nothing here depends on where the site lies.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator import anchors
from generator.analysis.card import named_people
from generator.analysis.catalogue import Catalogue
from generator.analysis.people import Person
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


def list_data(catalogue: Catalogue, name: str) -> Markdown:
    """Describe the list of all talks."""
    items: list[Json] = [
        {"@type": "ListItem", "position": place, "name": talk.title, "url": f"{talk.slug}/index.html"}
        for place, talk in enumerate(catalogue.talks, start=1)
    ]
    return _block({"@type": "ItemList", "name": name, "itemListElement": items})


def terms_data(catalogue: Catalogue, name: str) -> Markdown:
    """Describe the glossary of the site; the definitions are with the talks."""
    terms = [{"@type": "DefinedTerm", "name": term.name, "url": f"#{term.anchor}"} for term in catalogue.terms]
    return _block({"@type": "DefinedTermSet", "name": name, "hasDefinedTerm": terms})


def person_data(person: Person) -> Markdown:
    """Describe the page of a person."""
    talks = [{"@type": "Event", "name": one.talk.title, "startDate": one.talk.date} for one in person.appearances]
    who = {"@type": "Person", "name": person.name, "alternateName": list(person.aliases), "jobTitle": person.role}
    return _block({"@type": "ProfilePage", "mainEntity": {**who, "performerIn": talks}})


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
