"""The command as a process: what it prints, where, and with which exit status."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from generator import cli
from tests.site_fixtures import ROOT
from tests.test_site import TALK, small_site


def talkbook(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "HOME": str(folder)},
    )


def test_build_tells_what_it_proved_and_nothing_else(tmp_path: Path) -> None:
    done = talkbook("build", folder=small_site(tmp_path, good=TALK))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("good: all ")


def test_every_problem_is_one_line_and_the_status_is_1(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK, empty="", symbols="***\n\n***\n")
    (root / "talks" / "good" / "talk.yml").write_text("titel: x\n", encoding="utf-8")
    done = talkbook("build", folder=root)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "talks/empty/transcript.md:1",
        "talks/good/talk.yml:1",
        "talks/symbols/transcript.md:1",
    ]
    assert all("; " in line for line in lines)
    assert "title" in lines[1]
    assert not (root / "site").exists()


def test_a_folder_that_is_no_site_is_one_line(tmp_path: Path) -> None:
    done = talkbook("build", folder=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "mkdocs.yml" in done.stderr


@pytest.mark.parametrize("command", ["build", "pages", "serve", "verify", "export", "check"])
def test_every_command_says_alike_that_there_is_no_site(tmp_path: Path, command: str) -> None:
    (tmp_path / "some-talk").mkdir()
    done = talkbook(command, folder=tmp_path)
    line = "mkdocs.yml:1: there is no mkdocs.yml; run this in the folder of a site\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)


def test_a_folder_that_holds_no_site_is_not_proved(tmp_path: Path) -> None:
    done = talkbook("verify", "docs", folder=small_site(tmp_path, good=TALK))
    assert done.returncode == 1
    assert done.stderr == "docs:1: there is no built site; run talkbook build first\n"


def test_what_may_not_be_written_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    # Whoever runs the tests as root may write everywhere.
    def refused() -> None:
        raise PermissionError(13, "Permission denied", "site/index.html")

    with pytest.raises(SystemExit) as ended:
        cli._run(refused)
    assert ended.value.code == 1
    line = "site/index.html:1: cannot be read or written (Permission denied); "
    assert capsys.readouterr().err == f"{line}give yourself the right to, or work in another folder\n"


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("127.0.0.1:99999", "there are ports up to 65535"),
        ("no-such-host.invalid:8000", "Name or service not known"),
        ("", "Address already in use"),
    ],
)
def test_an_address_that_cannot_be_had_is_one_line(tmp_path: Path, address: str, wrong: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = address or f"127.0.0.1:{taken.getsockname()[1]}"
        done = talkbook("serve", "--address", address, folder=small_site(tmp_path, good=TALK))
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert done.stderr.startswith(f"{address}: nothing can be shown here (")
    assert done.stderr.endswith("); give another --address\n")
    assert wrong in done.stderr or address.startswith("no-such-host")


@pytest.mark.parametrize("address", ["8000", "localhost", "127.0.0.1:http"])
def test_serve_wants_an_address(tmp_path: Path, address: str) -> None:
    done = talkbook("serve", "--address", address, folder=small_site(tmp_path, good=TALK))
    assert done.returncode == 1
    assert done.stderr == f"{address}: this is no address; write it as 127.0.0.1:8000\n"


def test_pages_loads_nothing_it_does_not_need(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK)
    code = (
        "import sys, pathlib\n"
        "from generator.writing import make_pages\n"
        "make_pages(pathlib.Path(), print)\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"mkdocs", "jieba", "bs4", "markdown", "jinja2", "charset_normalizer", "pypinyin"}


def _on_a_terminal(folder: Path, *arguments: str) -> str:
    """Run the command with a terminal for its messages, and return what it wrote there."""
    ours, its = os.openpty()
    command = [sys.executable, "-m", "generator", *arguments]
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(folder), "TERM": "xterm"}
    with subprocess.Popen(command, cwd=folder, stdout=its, stderr=its, env=environment):
        os.close(its)
        written = b""
        # Where the last writer is gone, Linux ends a terminal with an error.
        with suppress(OSError):
            while part := os.read(ours, 4096):
                written += part
    os.close(ours)
    return written.decode()


def test_a_terminal_shows_how_far_the_work_is(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK, other=TALK, third=TALK)
    told = _on_a_terminal(root, "build")
    for doing in ("Reading", "Writing", "Building", "Proving"):
        assert re.search(rf"{doing} +\[#+\]", told), doing
    assert "3/3" in told
    assert "third: all " in told


def test_long_work_says_where_it_is_in_plain_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "_SECONDS_BETWEEN_LINES", 0.0)
    assert list(cli._track(["a", "b"], "Reading")) == ["a", "b"]
    assert capsys.readouterr().err == "Reading: 0 of 2\nReading: 1 of 2\n"


def test_many_talks_are_proved_in_one_line(tmp_path: Path) -> None:
    root = small_site(tmp_path, **{f"talk-{number}": TALK for number in range(21)})
    done = talkbook("build", folder=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "21 talks: all 1,134 characters of 21 source files accounted for\n"
