"""The settings of a talk: what `talk.yml` may say, and how it is told what it may not."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields

import pytest

from generator.decoding import decode
from generator.errors import ProblemsError
from generator.talkfile import TalkSettings, read_talkfile
from tests.cases import Case, cases


@pytest.mark.parametrize("case", cases("talkfile"), indirect=True)
def test_case(case: Case) -> None:
    source = decode((case.folder / "talk.yml").read_bytes(), "talk.yml").source
    assert source
    try:
        outcome = dump(read_talkfile(source))
    except ProblemsError as error:
        outcome = str(error)
    case.expect("expected.txt", outcome + "\n")


def dump(settings: TalkSettings) -> str:
    lines: list[str] = []
    for field in fields(settings):
        value = getattr(settings, field.name)
        items = value if field.name in {"speakers", "files"} else [value]
        lines += [f"{field.name}: {item}" for item in items]
    return "\n".join(lines)


def test_yaml_and_encodings_are_only_loaded_when_needed() -> None:
    code = "import sys, generator.assemble; print(*{'yaml', 'charset_normalizer'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
