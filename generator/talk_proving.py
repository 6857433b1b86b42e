"""One talk proved from its built pages, in a worker process."""

from __future__ import annotations

from pathlib import Path

from generator.errors import ProblemsError
from generator.talk_jobs import Proof, ProveJob
from generator.talk_reading import known_talk, load_place
from generator.talks import TALKS_FOLDER
from generator.verify import FIDELITY_NAME, fidelity_json, verify_talk


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
