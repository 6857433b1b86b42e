"""`python -m tests.bench.evidence`: how often claims find what bears them out, beside plain BM25.

Figures are shares of claims. A hit at 3 is a right paragraph among the first three. `shown` is what a page would
show: the share of claims with a passage, and of those the share whose first passage is right. `foreign` are claims
of other talks, which should find nothing: of the same show (which has many of the same subjects) and of others.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.analysis.evidence_find import Finder
from generator.analysis.quotations import Grade, Speech
from generator.assemble import load_talk
from generator.model import Talk
from generator.sources import TalkFolder, read_source
from tests.bench.evidence_corpora import (
    CORPORA,
    Labelled,
    Meeting,
    Place,
    chinese,
    ergo,
    forkcast,
    qmsum,
    sample,
)
from tests.bench.evidence_plain import Plain

DEPTHS = (1, 3, 10)
FOREIGN_STEP = 7
"""Every seventh claim of another talk is tried."""

Rank = Callable[[str], Sequence[Place]]


def main() -> None:
    """Print the hit rates, what would be shown, and what claims of other talks find."""
    meetings = [sample()]
    if (CORPORA / "05-recap").is_dir():
        meetings += [*qmsum(), *ergo(), *forkcast()]
    else:
        _print(f"{CORPORA} is not there: only the sample is measured; TALKBOOK_CORPORA names another place")
    finders = {meeting.talk.slug: Finder(meeting.talk, meeting.talk.transcripts[0]) for meeting in meetings}
    _print_hits(meetings, finders)
    _print_shown(meetings, finders)
    if len(meetings) > 1:
        _print_foreign(meetings, finders)
        _print_quotations(meetings)
    _print_chinese()


def _print_hits(meetings: Sequence[Meeting], finders: dict[str, Finder]) -> None:
    ranks: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for meeting in meetings:
        plain, finder = Plain(meeting), finders[meeting.talk.slug]
        for claim in _labelled(meeting):
            found = (_first_right(plain.rank, claim), _first_right(finder.rank, claim))
            for kind in (claim.kind, "all"):
                ranks[meeting.corpus, kind].append(found)
    heads = [f"{name} @{depth}" for name in ("plain", "ours") for depth in DEPTHS]
    _print(f"{'':20} {'claims':>6} " + " ".join(f"{head:>9}" for head in heads))
    for (corpus, kind), pairs in sorted(ranks.items()):
        shares = [_share(pair[side] < depth for pair in pairs) for side in (0, 1) for depth in DEPTHS]
        _print(f"{corpus + ' ' + kind:20} {len(pairs):6} " + " ".join(f"{share:9.3f}" for share in shares))


def _print_shown(meetings: Sequence[Meeting], finders: dict[str, Finder]) -> None:
    heads = ("found", "1st right", "all right", "strong", "and right")
    _print(f"\n{'shown':20} {'claims':>6} " + " ".join(f"{head:>9}" for head in heads))
    for corpus in dict.fromkeys(meeting.corpus for meeting in meetings):
        claims = [(one, claim) for one in meetings if one.corpus == corpus for claim in _labelled(one)]
        shown = [(finders[one.talk.slug].find(claim.text), claim.right) for one, claim in claims]
        some = [
            ([(p.turn, p.paragraph) in right for p in found], found[0].strength) for found, right in shown if found
        ]
        strong = [rights[0] for rights, strength in some if strength != "weak"]
        every = [right for rights, _ in some for right in rights]
        figures = [len(some) / len(shown), _share(rights[0] for rights, _ in some), _share(every)]
        figures += [len(strong) / len(shown), _share(strong)]
        _print(f"{corpus:20} {len(shown):6} " + " ".join(f"{figure:9.3f}" for figure in figures))


def _print_foreign(meetings: Sequence[Meeting], finders: dict[str, Finder]) -> None:
    found: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    start = time.perf_counter()
    for meeting in meetings:
        for other in meetings:
            same = "same show" if other.corpus == meeting.corpus else "other show"
            claims = () if other is meeting else [*_labelled(other)][::FOREIGN_STEP]
            for claim in claims:
                passages = finders[meeting.talk.slug].find(claim.text)
                found[meeting.corpus, same].append((bool(passages), any(p.strength != "weak" for p in passages)))
    seconds = time.perf_counter() - start
    _print(f"\n{'foreign':20} {'claims':>6} {'found':>9} {'strong':>9}")
    for (corpus, same), items in sorted(found.items()):
        figures = [_share(one for one, _ in items), _share(strong for _, strong in items)]
        _print(f"{corpus + ', ' + same:20} {len(items):6} " + " ".join(f"{figure:9.3f}" for figure in figures))
    _print(f"{1000 * seconds / sum(map(len, found.values())):.2f} ms to a claim")


def _print_quotations(meetings: Sequence[Meeting]) -> None:
    grades: list[Grade] = []
    at_time = []
    for meeting in (one for one in meetings if one.corpus == "ergo"):
        speech = Speech(meeting.talk.transcripts)
        finder = Finder(meeting.talk, meeting.talk.transcripts[0])
        for claim in meeting.claims:
            if claim.quotation:
                grades.append(speech.grade(claim.quotation))
                at_time.append(finder.rank(claim.quotation)[:1][0] in claim.right)
    if grades:
        counts = ", ".join(
            f"{grade.name.lower()} {_share(one is grade for one in grades):.3f}" for grade in reversed(Grade)
        )
        _print(f"\n{len(grades)} quotations of ergo: {counts}; found at the time given {_share(at_time):.3f}")


def _print_chinese() -> None:
    meeting = chinese()
    finder = Finder(meeting.talk, meeting.talk.transcripts[0])
    first = _share(finder.rank(claim.text)[0] in claim.right for claim in meeting.claims)
    shown = [(finder.find(claim.text), claim.right) for claim in meeting.claims]
    right = _share((found[0].turn, found[0].paragraph) in places for found, places in shown if found)
    others = [Finder(talk, talk.transcripts[0]) for talk in _chinese_talks() if talk.transcripts]
    foreign = [bool(other.find(claim.text)) for other in others for claim in meeting.claims]
    _print(
        f"\nsample in Chinese: right first {first:.3f}, shown {_share(bool(found) for found, _ in shown):.3f}, "
        f"of these right {right:.3f}; shown in {len(others)} other talks {_share(foreign):.3f}"
    )


def _chinese_talks() -> Iterator[Talk]:
    """Yield talks in the same kind of Chinese that have nothing to do with the sample."""
    for path in sorted((CORPORA / "03-bilingual").glob("btc_zh_*/zh.md")):
        if source := read_source(path, path.as_posix()).source:
            yield load_talk(TalkFolder(slug=path.parent.name, path_shown=path.as_posix(), sources=(source,)))


def _first_right(rank: Rank, claim: Labelled) -> int:
    return next((at for at, place in enumerate(rank(claim.text)) if place in claim.right), 10**6)


def _labelled(meeting: Meeting) -> Iterable[Labelled]:
    return (claim for claim in meeting.claims if claim.right)


def _share(items: Iterable[bool]) -> float:
    listed = list(items)
    return sum(listed) / len(listed) if listed else 0.0


def _print(line: str) -> None:
    print(line)  # noqa: T201


if __name__ == "__main__":
    main()
