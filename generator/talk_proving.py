"""One talk proved from its built pages, in a worker process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, ProblemsError
from generator.sources import TalkPlace
from generator.talk_reading import known_talk, load_place
from generator.talks import TALKS_FOLDER
from generator.verify import FIDELITY_NAME, Fidelity, fidelity_json, verify_talk


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveJob:
    """A talk to prove."""

    root: Path
    """Folder of the site."""
    place: TalkPlace
    """Where its sources lie."""
    key: str | None
    """Name of its content; None where the sources are to be read anew."""
    site_path: Path
    """Folder of the built site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the proof of one talk found."""

    slug: str
    """Name of the talk."""
    fidelity: Fidelity
    """The figures of each file."""
    losses: tuple[str, ...]
    """A line for everything that is not where it belongs."""
    problems: tuple[Problem, ...] = ()
    """What keeps the talk from being read."""

    @property
    def figures(self) -> tuple[int, int]:
        """Source files, and the characters of them, that are accounted for."""
        return len(self.fidelity), sum(file.characters for file in self.fidelity)


def prove_talk(job: ProveJob) -> Proof:
    """Prove one talk from its built pages."""
    try:
        talk = known_talk(job.root, job.place, job.key)[0] if job.key else load_place(job.root, job.place)
    except ProblemsError as error:
        return Proof(slug=job.place.slug, fidelity=(), losses=(), problems=error.problems)
    fidelity, losses = verify_talk(talk, job.site_path / TALKS_FOLDER / talk.slug)
    return Proof(slug=talk.slug, fidelity=fidelity, losses=tuple(map(str, losses)))


def write_proof(site_path: Path, proof: Proof) -> None:
    """Write `fidelity.json` beside the pages of a talk."""
    path = site_path / TALKS_FOLDER / proof.slug / FIDELITY_NAME
    path.write_text(fidelity_json(proof.fidelity), encoding="utf-8", newline="")
