"""`python -m tests.bench.collation`: how well witnesses are laid side by side, on the sample and on a corpus.

The corpus is looked for in the folder that `TALKBOOK_CORPORA` names, else beside the project in `shared/corpora`.
"""

from __future__ import annotations

import csv
import os
import random
import re
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

from generator.analysis.collation import Collation, collate
from generator.analysis.collation_align import align
from generator.analysis.collation_words import word_key
from generator.analysis.witnessing import attribute
from generator.anchors import slug
from generator.formats import read_document
from generator.model import Kind, Side, Talk, Transcript, Turn
from generator.origin import Excerpt, Source
from generator.turns import make_turns
from generator.words import words
from tests.loaded import load_talks

_ROOT = Path(__file__).parent.parent.parent
_LARGE = 113_000
_CUE = re.compile(r"-->")
_VOICE = re.compile(r"^([^:]{1,40}): ")

Said = tuple[str | None, str]
"""A speaker and what is said."""


def corpora_path() -> Path:
    """Return the folder of the corpora, whether it is there or not."""
    named = os.environ.get("TALKBOOK_CORPORA")
    return Path(named) if named else _ROOT.parent / "shared" / "corpora"


def make_witness(said: Iterable[Said], kind: Kind = Kind.LABELLED, path: str = "a.txt") -> Transcript:
    """Return a witness with a turn for each speech; a line is a paragraph."""
    turns: list[Turn] = []
    text = ""
    for number, (speaker, speech) in enumerate(said, start=1):
        paragraphs = []
        for line in filter(None, map(str.strip, speech.split("\n"))):
            paragraphs.append(Excerpt(line, len(text), len(text) + len(line), text.count("\n") + 1))
            text += f"{line}\n"
        side = Side(lang="en", label=None, paragraphs=tuple(paragraphs))
        turns.append(Turn(number=number, speaker=speaker, sides=(side,)))
    return Transcript(kind=kind, source=Source(path=path, text=text, sha256=""), langs=("en",), turns=tuple(turns))


def sample_talk() -> Talk:
    """Return the talk of the project with its second witness as the file has it: without speakers."""
    talk = load_talks(_ROOT).talks[0]
    base, other = talk.transcripts[:2]
    unnamed = replace(other, turns=tuple(replace(turn, speaker=None) for turn in other.turns))
    return replace(talk, transcripts=(base, unnamed))


def main() -> None:
    """Print every table."""
    _sample()
    corpora = corpora_path()
    if not corpora.is_dir():
        print(f"\nno corpora at {corpora}: set TALKBOOK_CORPORA")  # noqa: T201
        return
    pairs = corpora / "06-pairs"
    rows = list(csv.DictReader((pairs / "PAIRS.tsv").open(encoding="utf-8"), delimiter="\t"))
    _pairs(pairs, rows)
    _calls(pairs, [row for row in rows if row["pair"].startswith("earnings21")])
    _strangers(pairs, rows)
    _large(corpora / "02-scale")


def _sample() -> None:
    base, other = sample_talk().transcripts
    start = time.perf_counter()
    collation = collate(base, other, "en")
    attribution = attribute(other, collation)
    print(f"{'sample':60} {time.perf_counter() - start:.3f} s")  # noqa: T201
    print(_figures(collation), f"given {attribution.given / attribution.words:.1%}")  # noqa: T201
    print(Counter(difference.matter.value for difference in collation.differences))  # noqa: T201


def _pairs(folder: Path, rows: Sequence[dict[str, str]]) -> None:
    print(f"\n{'pair':60} agreement, kinship, places, words given a speaker")  # noqa: T201
    for row in rows:
        collation = _collate(folder, row)
        bare = _bare(collation.other)
        given = attribute(bare, collate(collation.base, bare, "en"))
        share = f"given {given.given / max(given.words, 1):.1%}"
        print(f"{row['pair'][:38]:38} {row['a']:21}", _figures(collation), share)  # noqa: T201


def _figures(collation: Collation) -> str:
    same = "same talk" if collation.same_talk else "NOT the same talk"
    whole = collation.total
    return f"{whole.agreement:6.1%} {collation.kinship:6.1%} {whole.places:5} {same}"


def _calls(folder: Path, rows: Sequence[dict[str, str]]) -> None:
    """Print how the names carried over agree with the engines' punctuation and with their own speaker clusters.

    Nobody changes in the middle of a sentence, so the part of the borders that stand where the engine has ended a
    sentence is a test that owes nothing to the reference; the engine's own clusters are put to the same test.
    """
    print(f"\n{'earnings calls':60} borders at sentence ends; the engine's clusters")  # noqa: T201
    for row in rows:
        collation = _collate(folder, row)
        ours = [owner.speaker if owner else None for owner in collation.owners]
        theirs = [word.passage.speaker for word in collation.other_words]
        if not row["a"].endswith(".txt"):
            print(f"{row['pair']:38} {row['a']:24} {_at_ends(collation, ours):16}", end="")  # noqa: T201
            print(_clusters(collation, ours, theirs) if len(set(theirs)) > 1 else "one cluster")  # noqa: T201


def _at_ends(collation: Collation, speakers: Sequence[str | None]) -> str:
    """Return how many changes of speaker stand where the witness itself ends a sentence."""
    text = collation.other.source.text
    ends = [
        (word.passage.excerpt.start + word.end, next_word.passage.excerpt.start + next_word.start)
        for place, (word, next_word) in enumerate(pairwise(collation.other_words))
        if speakers[place] != speakers[place + 1]
    ]
    return f"{sum(bool(set('.?!') & set(text[start:end])) for start, end in ends)} of {len(ends)}"


def _clusters(collation: Collation, ours: Sequence[str | None], theirs: Sequence[str | None]) -> str:
    shares: dict[int, float] = {}
    for moved in range(0, 601, 20):
        votes = Counter(zip(ours, theirs[moved:], strict=False))
        shares[moved] = best_matching(votes) / max(votes.total(), 1)
    best = max(shares, key=lambda moved: shares[moved])
    return (
        f"{len(set(theirs))} clusters, {_at_ends(collation, theirs)}; same under the best matching {shares[0]:.1%}"
        f" (with the clusters {best} words earlier {shares[best]:.1%})"
    )


def best_matching(votes: Counter[tuple[str | None, str | None]]) -> int:
    """Return the most votes that any one-to-one matching of names and clusters holds; for a dozen of each."""
    names = sorted({name for name, _ in votes}, key=str)
    clusters = sorted({cluster for _, cluster in votes}, key=str)

    @cache
    def best(place: int, taken: frozenset[str | None]) -> int:
        if place == len(names):
            return 0
        free = [cluster for cluster in clusters if cluster not in taken]
        matched = (votes[names[place], cluster] + best(place + 1, taken | {cluster}) for cluster in free)
        return max([best(place + 1, taken), *matched])

    return best(0, frozenset())


def _strangers(folder: Path, rows: Sequence[dict[str, str]]) -> None:
    """Print how alike talks are that have nothing to do with each other."""
    firsts = list({row["pair"]: row for row in rows}.values())
    witnesses = [make_witness(_read(folder / row["pair"] / row["b"])) for row in firsts]
    collations = [collate(one, two, "en") for one, two in combinations(witnesses, 2)]
    highest = max(collations, key=lambda collation: collation.kinship)
    taken = sum(collation.same_talk for collation in collations)
    print(f"\n{len(collations)} pairs of different talks, {taken} taken for the same; the nearest:")  # noqa: T201
    print(_figures(highest))  # noqa: T201


def _large(folder: Path) -> None:
    """Print time and memory for two witnesses of a long day, of which one is right in four words of five."""
    said: list[str] = []
    for path in sorted(folder.rglob("*.md")):
        said += words(path.read_text(encoding="utf-8"))
        if len(said) >= 2 * _LARGE:
            break
    chance = random.Random(1)
    noisy = [chance.choice(said) if chance.random() < 0.18 else word for word in said[:_LARGE]]
    one, two, three = (
        [word_key(word, "en") for word in side] for side in (said[:_LARGE], noisy, said[_LARGE : 2 * _LARGE])
    )
    print(f"\n{_LARGE:,} words against as many")  # noqa: T201
    for name, other in (("same talk", two), ("other talk", three)):
        start = time.perf_counter()
        align(one, other)
        print(f"{name:12} align {time.perf_counter() - start:6.2f} s")  # noqa: T201
    base, bare = make_witness(_speeches(said[:_LARGE])), _bare(make_witness(_speeches(noisy)))
    start = time.perf_counter()
    attribute(bare, collate(base, bare, "en"))
    print(f"collate and attribute {time.perf_counter() - start:6.2f} s")  # noqa: T201
    tracemalloc.start()
    attribute(bare, collate(base, bare, "en"))
    print(f"peak of Python's memory {tracemalloc.get_traced_memory()[1] / 1e6:6.0f} MB")  # noqa: T201
    tracemalloc.stop()


def _speeches(said: Sequence[str]) -> Iterator[Said]:
    for start in range(0, len(said), 120):
        yield f"speaker-{start // 120 % 4}", " ".join(said[start : start + 120])


def _collate(folder: Path, row: dict[str, str]) -> Collation:
    base = make_witness(_read(folder / row["pair"] / row["b"]))
    return collate(base, make_witness(_read(folder / row["pair"] / row["a"])), "en")


def _bare(witness: Transcript) -> Transcript:
    """Return a witness without its speakers, on one line as recognition software leaves it."""
    speech = " ".join(excerpt.text for turn in witness.turns for excerpt in turn.main.paragraphs)
    return make_witness([(None, speech)], Kind.MACHINE)


def _read(path: Path) -> list[Said]:
    readers = {".nlp": _read_table, ".vtt": _read_cues, ".md": _read_markdown}
    text = path.read_text(encoding="utf-8")
    return list(readers[path.suffix](text)) if path.suffix in readers else [(None, text)]


def _read_table(text: str) -> Iterator[Said]:
    """Read a table of words: `token|speaker|ts|endTs|punctuation|…`."""
    speaker, said = "", list[str]()
    for line in text.splitlines()[1:]:
        cells = [*line.split("|"), "", "", "", "", ""]
        if cells[1] != speaker and said:
            yield speaker, " ".join(said)
            said = []
        speaker = cells[1]
        said.append(cells[0] + cells[4])
    yield speaker, " ".join(said)


def _read_cues(text: str) -> Iterator[Said]:
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = block.split("\n")
        at = next((place for place, line in enumerate(lines) if _CUE.search(line)), None)
        if at is not None:
            said = " ".join(lines[at + 1 :])
            voice = _VOICE.match(said)
            yield (slug(voice[1]) if voice else None), said[voice.end() :] if voice else said


def _read_markdown(text: str) -> Iterator[Said]:
    document = read_document(Source(path="a.md", text=text, sha256=""))
    for turn in make_turns(document.utterances, ["en"], slug):
        yield turn.speaker, "\n".join(excerpt.text for excerpt in turn.main.paragraphs)


if __name__ == "__main__":
    main()
