"""Builds the talks that were read as sites, with MkDocs, and proves the HTML; some hundred talks to a site.

The sites inherit the project's own `mkdocs.yml` without its search, which says nothing about words on pages and
takes longer than everything else.
"""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.mkdocs_run import MkDocsRun, run_mkdocs
from generator.model import Talk
from generator.sources import find_talks
from generator.verify import verify_site
from generator.writing import make_pages
from tests.corpus.expected import ROOT, Trial
from tests.corpus.reading import Result, crash, read_trial, stage
from tests.loaded import load_talks

Said = dict[str, list[str]]
"""Lines by the slug of the talk they are about; those about no single talk are under the empty one."""
_SLUG = re.compile(r"\bc\d{4}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What building a site brought to light."""

    warnings: Said = field(default_factory=lambda: defaultdict(list))
    faults: Said = field(default_factory=lambda: defaultdict(list))


def examine(trials: Sequence[Trial], *, build: bool) -> list[Result]:
    """Read talks and, if asked, build and prove a site of those that can be read."""
    by_slug = {trial.slug: trial for trial in trials}
    with tempfile.TemporaryDirectory(prefix="talkbook-corpus-") as name:
        root = Path(name)
        stage(trials, root)
        folders = find_talks(root / "talks", "talks").folders
        results = [read_trial(folder, by_slug[folder.slug]) for folder in folders]
        readable = [result.trial for result in results if result.read]
        proof = Proof()
        if build and readable:
            _build(readable, root / "proof", proof)
    return [_with(result, proof) for result in results]


def _with(result: Result, proof: Proof) -> Result:
    slug = result.trial.slug
    warnings = (*result.warnings, *proof.warnings.get(slug, ()))
    # What is about no single talk is told once in a site: with its first.
    shared = proof.faults.pop("", [])
    faults = (*result.faults, *shared, *proof.faults.get(slug, ()))
    return replace(result, warnings=tuple(dict.fromkeys(warnings)), faults=faults)


def _build(trials: Sequence[Trial], root: Path, proof: Proof) -> None:
    """Build and prove a site; where a talk brings it down, halve it until that talk is alone."""
    stage(trials, root)
    _write_settings(root)
    fault = None
    try:
        _prove(_make_site(root, proof), root / "site", proof)
    except Exception:  # A crash is what is looked for.
        fault = crash("building")
    shutil.rmtree(root)
    if fault and len(trials) == 1:
        proof.faults[trials[0].slug].append(fault)
    elif fault:
        half = len(trials) // 2
        for part in (trials[:half], trials[half:]):
            _build(part, root, proof)


def _make_site(root: Path, proof: Proof) -> tuple[Talk, ...]:
    warnings: list[str] = []
    make_pages(root, warnings.append)
    _sort(warnings, proof.warnings)
    with redirect_stderr(io.StringIO()), _complaints() as complaints:
        run_mkdocs(MkDocsRun(root=root, site_path=root / "site"), lambda _: None)
    # A link or an anchor that leads nowhere on a page of ours: `--strict` would stop at it.
    _sort((f"MkDocs: {line}" for line in complaints), proof.faults)
    return load_talks(root).talks


def _prove(talks: Iterable[Talk], site_path: Path, proof: Proof) -> None:
    for talk in talks:
        try:
            _, losses = verify_site([talk], site_path)
        except Exception:  # A crash is what is looked for.
            proof.faults[talk.slug].append(crash("proving"))
        else:
            proof.faults[talk.slug] += [f"proof: {loss}" for loss in losses]


def _sort(lines: Iterable[str], said: Said) -> None:
    for line in lines:
        slug = _SLUG.search(line)
        said[slug[0] if slug else ""].append(line)


def _write_settings(root: Path) -> None:
    (root / "docs").mkdir()
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "site_name": "Corpus",
        "nav": [{"Home": "index.md"}, {"Talks": "talks/index.md"}],
        "plugins": [],
    }
    # JSON is YAML.
    (root / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what MkDocs warns of while it runs."""
    lines: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    log = logging.getLogger("mkdocs")
    collector = Collector(logging.WARNING)
    log.addHandler(collector)
    try:
        yield lines
    finally:
        log.removeHandler(collector)
