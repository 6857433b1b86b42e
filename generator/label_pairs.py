"""Two names of one speaker in a transcript of two languages: `唐鳳` over the Chinese, `Audrey Tang` over English.

Names that stand over one language only follow each other. Who is who is a vote over the file: the name that mostly
follows another one is the same speaker's, if the one also says what the other says. A journalist who asks in one
language and is answered in another has a partner, not a second name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.beads import UNLIKE, align_parts, make_part
from generator.model import Utterance
from generator.talk_langs import match_lang
from generator.turns import label_key

_OWN = 0.95
"""The share of a label's utterances in one language that makes it that language's: a greeting may be otherwise."""
_SURE = 0.75
"""The share of a name's utterances that must follow one and the same name."""
_FEWEST = 3
"""From fewer pairs nobody can tell whether the one says what the other says."""


def paired_labels(utterances: Sequence[Utterance], langs: Sequence[str]) -> dict[str, str]:
    """Return for each label of the second language the one of the first that is the same speaker's, as label keys.

    A label over both languages is its own, and one whose vote is not clear stays alone.
    """
    if len(langs) != 2:
        return {}
    said = [(label_key(it.label.text), match_lang(it.lang, langs), it) for it in utterances if it.label]
    counts = Counter((label, lang) for label, lang, _ in said)
    first, second = ({label for label, _ in counts if _is_of(label, lang, counts)} for lang in langs)
    follows: dict[tuple[str, str], list[tuple[Utterance, Utterance]]] = {}
    for (one, _, before), (two, _, after) in pairwise(said):
        if one in first and two in second:
            follows.setdefault((one, two), []).append((before, after))
    pairs: dict[str, str] = {}
    for (one, two), beside in sorted(follows.items(), key=lambda item: -len(item[1])):
        heard = sum(times for (label, _), times in counts.items() if label == two)
        if len(beside) >= _SURE * heard and one not in pairs.values() and _say_the_same(beside):
            pairs[two] = one
    return pairs


def _say_the_same(pairs: Sequence[tuple[Utterance, Utterance]]) -> bool:
    if len(pairs) < _FEWEST:
        return False
    one, two = ([make_part(_text(pair[side])) for pair in pairs] for side in (0, 1))
    beads = align_parts(one, two)
    paired = [bead for bead in beads if bead.one and bead.two]
    own = sum(bead.one == bead.two for bead in paired)
    return own > _SURE * len(pairs) and sum(bead.cost for bead in paired) <= UNLIKE * len(paired)


def _text(utterance: Utterance) -> str:
    return "\n".join(paragraph.text for paragraph in utterance.paragraphs)


def _is_of(label: str, lang: str, counts: Counter[tuple[str, str | None]]) -> bool:
    known = sum(times for (one, tag), times in counts.items() if one == label and tag is not None)
    return known > 0 and counts[label, lang] >= _OWN * known
