"""Which paragraph of the labelled witness each word of the other belongs to, and which words belong to none.

The rules, from the surest to the least sure:

1. A word that is equal, or stands in a difference with words on both sides, belongs where its counterpart stands.
   A difference over more than one turn is shared out in proportion while it is short. Where the other witness has
   far more words than the base, most of them have no counterpart: then its words are free.
2. A turn of which hardly a word was found is taken for chance: its words are free again. So are one or two owned
   words in the middle of a long stretch that nobody owns. So single words make no flicker of turns.
3. Free words inside a turn are that turn's, unless they are many: then somebody may have been left out.
4. A few free words on the border of two turns are cut after the end of a sentence; where there is none they go to
   the later turn, for people rather begin than end with `um`, `yeah` and `so`.
5. All others stay nobody's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.analysis.collation_align import Stretch
from generator.analysis.collation_kinds import Matter, Place
from generator.analysis.collation_words import Passage, Word

INSIDE = 40
"""So many words that only the other witness has are still of the turn they stand in."""
BORDER = 6
"""So many words on the border of two turns are given to one of them."""
_SENTENCE_ENDS = frozenset(".?!…。？！")

Owners = tuple[Passage | None, ...]


def find_owners(base: Sequence[Word], other: Sequence[Word], places: Iterable[Place]) -> Owners:
    """Return for each word of the other witness the paragraph of the base it belongs to, None for nobody's."""
    places = tuple(places)
    owners: list[Passage | None] = [None] * len(other)
    for matter, stretch in places:
        for at in range(stretch.other_start, stretch.other_end) if _is_shared(base, matter, stretch) else ():
            facing = (at - stretch.other_start) * stretch.base_size // stretch.other_size
            owners[at] = base[stretch.base_start + facing].passage
    strong = _strong_turns(base, places)
    owners = [owner if owner and owner.turn in strong else None for owner in owners]
    _free_islands(owners, Counter(word.passage.turn for word in base))
    _fill(owners, other)
    return tuple(owners)


def _is_shared(base: Sequence[Word], matter: Matter, stretch: Stretch) -> bool:
    if matter is Matter.EQUAL:
        return True
    if not stretch.base_size or stretch.other_size > BORDER + 2 * stretch.base_size:
        return False
    one_turn = base[stretch.base_start].passage.turn == base[stretch.base_end - 1].passage.turn
    return stretch.size <= (INSIDE if one_turn else 2 * BORDER)


def _strong_turns(base: Sequence[Word], places: Iterable[Place]) -> frozenset[int]:
    """Return the turns of which at least three words or a third were found."""
    sizes = Counter(word.passage.turn for word in base)
    found: Counter[int] = Counter()
    for matter, stretch in places:
        if matter is Matter.EQUAL:
            found.update(word.passage.turn for word in base[stretch.base_start : stretch.base_end])
    return frozenset(turn for turn, count in found.items() if count >= 3 or count * 3 >= sizes[turn])


def _runs(owners: Sequence[Passage | None]) -> Iterator[tuple[int, int, Passage | None]]:
    """Yield the longest runs of words with the same owner's turn: begin, end, owner of the first."""
    start = 0
    for at in range(1, len(owners) + 1):
        if at == len(owners) or _turn(owners[at]) != _turn(owners[start]):
            yield start, at, owners[start]
            start = at


def _turn(owner: Passage | None) -> int | None:
    return owner.turn if owner else None


def _free_islands(owners: list[Passage | None], sizes: Counter[int]) -> None:
    runs = list(_runs(owners))
    for (first, start, left), (_, end, owner), (_, last, right) in zip(runs, runs[1:], runs[2:], strict=False):
        lonely = left is None and right is None and min(start - first, last - end) > BORDER
        if owner and lonely and end - start < 3 and (end - start) * 2 < sizes[owner.turn]:
            owners[start:end] = [None] * (end - start)


def _fill(owners: list[Passage | None], other: Sequence[Word]) -> None:
    """Give the free words their owners, run by run."""
    for start, end, owner in list(_runs(owners)):
        if owner is None:
            before = owners[start - 1] if start else None
            after = owners[end] if end < len(owners) else None
            inside = before is not None and after is not None and before.turn == after.turn
            if end - start <= (INSIDE if inside else BORDER):
                cut = _cut(other, start, end, before, after)
                owners[start:end] = [before] * (cut - start) + [after] * (end - cut)


def _cut(other: Sequence[Word], start: int, end: int, before: Passage | None, after: Passage | None) -> int:
    """Return where free words on a border are cut: behind the last that ends a sentence, else before them all."""
    if after is None:
        return end
    if before is None:
        return start
    if before == after:
        return end
    return next((at for at in range(end, start, -1) if _ends_sentence(other, at)), start)


def _ends_sentence(other: Sequence[Word], at: int) -> bool:
    """Tell whether a sentence ends between a word and the one before it."""
    word = other[at - 1]
    behind = word.passage.excerpt.text[word.end : word.end + 2]
    return any(mark in behind for mark in _SENTENCE_ENDS)
