"""Which files beside the folder of the talks were made, and which somebody wrote: those are left alone."""

from __future__ import annotations

from pathlib import Path

from generator.signs import HOME_SIGN, LLMS_SIGN

SIGNS = {"index.md": HOME_SIGN, "llms.txt": LLMS_SIGN}
"""The files, with what tells one that was made from one written by hand."""


def made_beside(docs_path: Path) -> tuple[str, ...]:
    """Return the files beside the folder of the talks that were made."""
    return tuple(name for name in SIGNS if (docs_path / name).is_file() and is_made(docs_path / name))


def is_made(path: Path) -> bool:
    """Tell whether a file beside the folder of the talks was made, not written by hand."""
    return path.name in SIGNS and SIGNS[path.name] in path.read_text(encoding="utf-8")
