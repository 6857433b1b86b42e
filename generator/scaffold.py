"""A new site: a folder that builds at once and publishes itself once it is pushed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

from generator import __version__
from generator.errors import SettingsError

DISTRIBUTION = "talkbook"
"""What the package is called where packages are installed from."""

# In the package no file is hidden or named like one that a tool would act upon.
_FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "site.yml": ".github/workflows/site.yml",
    "about.md": "docs/about.md",
    "talk/talk.yml": "talks/who-remembers-the-meeting/talk.yml",
    "talk/recap.md": "talks/who-remembers-the-meeting/recap.md",
    "talk/transcript.en-zh.md": "talks/who-remembers-the-meeting/transcript.en-zh.md",
}
_NAME_MARK = "SITE_NAME"
_OWN_PAGE = "  - About: about.md\n"
"""What the navigation says of the page that is written by hand."""
_UNPUBLISHED = """\
# Until Talkbook is on the package index, write the address it came from in the place of the next line:
# talkbook @ git+https://<host>/<owner>/<repository>@<commit>
"""


def new_site(target: Path, name: str | None) -> tuple[Path, ...]:
    """Write a new site and return its files; the folder must be new or empty, but for a `.git`."""
    _refuse(target)
    title = name or _title(target)
    contents = {uri: _content(source, title) for source, uri in _FILES.items()}
    contents["requirements.txt"] = requirements(_direct_url(), __version__)
    try:
        return tuple(_write(target / uri, text) for uri, text in sorted(contents.items()))
    except OSError as error:
        raise SettingsError(
            f"{target}:1: cannot be written ({error.strerror}); give a new or empty folder"
        ) from None


def new_frame(target: Path, name: str) -> None:
    """Write only what a site needs to be built: its settings, and the folders that they name."""
    _write(target / "mkdocs.yml", _content("mkdocs.yml", name).replace(_OWN_PAGE, ""))
    for folder in ("docs", "talks"):
        (target / folder).mkdir(exist_ok=True)


def requirements(direct_url: Mapping[str, Any] | None, version: str) -> str:
    """Return a `requirements.txt` that installs the Talkbook that wrote it.

    `direct_url` is the content of `direct_url.json` (PEP 610), None where there is none. An address on this machine
    means nothing to the machine that publishes the site.
    """
    direct_url = direct_url or {}
    url = str(direct_url.get("url", ""))
    vcs = direct_url.get("vcs_info")
    if "file:" in url or not (vcs or "archive_info" in direct_url):
        return f"{_UNPUBLISHED}{DISTRIBUTION}=={version}\n"
    if vcs:
        url = f"{vcs['vcs']}+{url}@{vcs['commit_id']}"
    if folder := direct_url.get("subdirectory"):
        url += f"#subdirectory={folder}"
    return f"{DISTRIBUTION} @ {url}\n"


def _refuse(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise SettingsError(f"{target}:1: is a file; give a new or empty folder")
    if target.is_dir() and any(path.name != ".git" for path in target.iterdir()):
        raise SettingsError(f"{target}:1: the folder is not empty; give a new or empty folder")


def _title(target: Path) -> str:
    words = target.resolve().name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Talks"


def _content(source: str, title: str) -> str:
    text = files("generator").joinpath("template", *source.split("/")).read_text(encoding="utf-8")
    # A string of JSON is one of YAML too, whatever the name holds.
    return text.replace(_NAME_MARK, json.dumps(title, ensure_ascii=False) if source.endswith(".yml") else title)


def _direct_url() -> Mapping[str, Any] | None:
    try:
        text = distribution(DISTRIBUTION).read_text("direct_url.json")
    except PackageNotFoundError:  # run from a copy of the repository
        return None
    return json.loads(text) if text else None


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path
