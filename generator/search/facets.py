"""What hits can be narrowed down to: speaker, talk, year, language.

A filter is a term like any other, with a beginning that no text can give.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.languages import UNDETERMINED, primary
from generator.model import Talk
from generator.search.units import Unit, speaker_key

SPEAKER, TALK, YEAR, LANG = "\u0001s:", "\u0001t:", "\u0001y:", "\u0001l:"
"""How the terms of filters begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkFacets:
    """What a talk can be filtered by."""

    slug: str
    """Name of the talk."""
    title: str
    """The title in full."""
    date: str
    """ISO 8601 date; empty where nobody knows."""
    speakers: tuple[tuple[str, str, int], ...]
    """Everybody who has a name: key, name, and number of units."""
    langs: tuple[tuple[str, int], ...]
    """Languages without script or region, each with its number of units."""


def filter_units(talk: Talk, units: Sequence[Unit]) -> dict[str, list[int]]:
    """Return the terms of all filters of a talk, each with the units that pass it."""
    # A talk has few labels, and few groups of languages: each is looked at once.
    labels: defaultdict[str, list[int]] = defaultdict(list)
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        labels[unit.label].append(number)
        groups[tuple([lang for lang, _ in unit.texts])].append(number)
    found: defaultdict[str, list[int]] = defaultdict(list)
    for langs, numbers in groups.items():
        for lang in sorted({primary(lang) for lang in langs if lang != UNDETERMINED}):
            found[LANG + lang] += numbers
    for label, numbers in labels.items():
        if key := speaker_key(label):
            found[SPEAKER + key] += numbers
    for term in (TALK + talk.slug, *([YEAR + talk.date[:4]] if talk.date else [])):
        found[term] += range(len(units))
    return {term: sorted(numbers) for term, numbers in found.items()}


def facets_of(talk: Talk, units: Sequence[Unit], filters: Mapping[str, Sequence[int]]) -> TalkFacets:
    """Return what a talk can be filtered by, and how many units pass each of its filters."""
    names = {speaker_key(label): label for label in sorted({unit.label for unit in units}, reverse=True)}
    return TalkFacets(
        slug=talk.slug,
        title=talk.title,
        date=talk.date or "",
        speakers=tuple((key, name, len(filters[SPEAKER + key])) for key, name in sorted(names.items()) if key),
        langs=tuple(
            (term.removeprefix(LANG), len(passing))
            for term, passing in sorted(filters.items())
            if term.startswith(LANG)
        ),
    )


def facet_lists(talks: Sequence[TalkFacets]) -> dict[str, Any]:
    """Return what a reader can choose from, over all talks."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    langs: Counter[str] = Counter()
    for talk in talks:
        for key, name, count in talk.speakers:
            names[key][name] += count
        langs.update(dict(talk.langs))
    speakers = [
        (key, min(found, key=lambda name: (-found[name], name)), found.total()) for key, found in names.items()
    ]
    years = Counter(talk.date[:4] for talk in talks if talk.date)
    listed = sorted((talk.slug, talk.title, talk.date) for talk in talks)
    return {
        "speakers": sorted(speakers, key=lambda one: (-one[2], one[0])),
        "talks": sorted(listed, key=lambda one: one[2], reverse=True),
        "years": sorted(years.items(), reverse=True),
        "langs": sorted(langs.items(), key=lambda one: (-one[1], one[0])),
    }
