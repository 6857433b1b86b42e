"""The rows of the collation page: a difference in the words around it, a substitution with its places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.analysis.collation_difference import Difference
from generator.analysis.collation_groups import Group
from generator.analysis.collation_words import Passage, Word
from generator.pages.markup import Markdown, element, join, link, text

_CONTEXT = 6
_OPENING, _CLOSING = 30, 10
"""Words shown of a passage that is longer than both together."""
_PLACES = 50
"""Places of a substitution that are linked; the count says how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A witness as the page speaks of it."""

    words: Sequence[Word]
    """Its words, in reading order."""
    uri: str
    """Its page."""
    title: str
    """What the page is called."""
    label: Markdown
    """What stands before its words."""
    lang: str
    """Language tag of the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Two witnesses side by side."""

    base: Side
    """The main one."""
    other: Side
    """The one that is compared with it."""


def group_row(group: Group, sides: Sides) -> Markdown:
    """Write a substitution that comes again, with links to its places."""
    base, other = (element("span", text(words), lang=sides.base.lang) for words in (group.base, group.other))
    times = element("small", Markdown(f"×{len(group.places)}"))
    places = [_number(difference, sides) for difference in group.places[:_PLACES]]
    if len(group.places) > _PLACES:
        places.append(Markdown("…"))
    return Markdown(
        f'<li markdown="span"><span class="pair">{base} → {other}</span> {times} {join(places, " ")}</li>'
    )


def difference_row(difference: Difference, sides: Sides) -> Markdown:
    """Write a difference in the words around it, each witness's words a link to their place."""
    before, after = _context(difference, sides.base.words)
    readings = [
        _reading(sides.base, difference.base, difference.base_at),
        _reading(sides.other, difference.other, difference.other_at),
    ]
    context = join(filter(None, [text(before), *readings, text(after)]), " ")
    said = element("span", context, class_="context", lang=sides.base.lang)
    return Markdown(f'<li markdown="span">{_number(difference, sides)} {said}</li>')


def _number(difference: Difference, sides: Sides) -> Markdown:
    passage = _passage(sides.base.words, difference.base_at)
    return link(Markdown(passage.turn), f"{sides.base.uri}#{passage.anchor}", class_="number")


def _reading(side: Side, words: Sequence[Word], at: int) -> Markdown:
    """Write what a witness has as a link; where it has nothing, the link leads to where it would stand."""
    said = join([side.label, text(_quoted(words) if words else "—")], " ")
    class_ = "reading" if words else "reading lacking"
    return link(said, f"{side.uri}#{_passage(side.words, at).anchor}", class_=class_)


def _passage(words: Sequence[Word], at: int) -> Passage:
    return words[min(at, len(words) - 1)].passage


def _quoted(words: Sequence[Word]) -> str:
    """Return words as written, with what stands between them; the middle of a long passage is left out."""
    if len(words) > _OPENING + _CLOSING:
        return f"{_quoted(words[:_OPENING])} … {_quoted(words[-_CLOSING:])}"
    parts: list[list[Word]] = []
    for word in words:
        if parts and parts[-1][0].passage is word.passage:
            parts[-1].append(word)
        else:
            parts.append([word])
    return " / ".join(part[0].passage.excerpt.text[part[0].start : part[-1].end] for part in parts)


def _context(difference: Difference, base: Sequence[Word]) -> tuple[str, str]:
    """Return the words before and behind a difference, as far as they stand in its paragraph."""
    at, end = difference.base_at, difference.base_at + len(difference.base)
    first, last = (base[at], base[end - 1]) if difference.base else (None, None)
    before = base[max(at - _CONTEXT, 0) : at]
    after = base[end : end + _CONTEXT]
    here = (first or (before or after)[-1]).passage
    there = (last or (before[-1:] or after)[0]).passage
    left = [word for word in before if word.passage is here]
    right = [word for word in after if word.passage is there]
    return (f"… {_quoted(left)}" if left else ""), (f"{_quoted(right)} …" if right else "")
