"""Cases: folders with input and expected output side by side; the folder's name is the case's name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

CASES_PATH = Path(__file__).parent / "cases"


def cases(*parts: str) -> list[ParameterSet]:
    """Return every case folder below `tests/cases/<parts>`, for `pytest.mark.parametrize`."""
    folders = sorted(path for path in CASES_PATH.joinpath(*parts).iterdir() if path.is_dir())
    assert folders, f"no cases below {parts}"
    return [pytest.param(folder, id=folder.name) for folder in folders]


@dataclass(frozen=True)
class Case:
    """One case folder."""

    folder: Path
    update: bool

    def expect(self, name: str, actual: str) -> None:
        """Compare a text with the expected file of that name, or write it with `--update`."""
        path = self.folder / name
        if self.update:
            path.write_text(actual, encoding="utf-8", newline="")
        assert path.read_text(encoding="utf-8") == actual, f"{path} differs; pytest --update rewrites it"
