"""What MkDocs is asked for where a site has many talks, and what it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator import anchors
from generator.fastpath import split_front_matter
from generator.frames import Frame, FrameKind, kind_of
from generator.settings import SiteSettings
from generator.talks import TALKS_FOLDER

_TITLE = re.compile("^title: (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseJob:
    """What MkDocs is to make."""

    root: Path
    """Folder of the site."""
    settings: SiteSettings
    """Its settings."""
    strict: bool
    """Whether warnings fail the build."""
    slugs: frozenset[str]
    """The talks, to which pages written by hand may link."""
    made_beside: tuple[str, ...]
    """Files beside the folder of the talks that were made."""
    feed: str
    """Where the feed of the talks is, from the root of the site; empty where there is none."""
    many: bool
    """Whether the search is our own."""
    named: Mapping[FrameKind, str]
    """The frames of those pages of ours that the theme knows by their addresses, with their titles in YAML."""
    url: str | None = None
    """Where the site will lie, in place of what the settings say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What MkDocs made of a site without its talks."""

    frames: Mapping[FrameKind, Frame]
    """The theme around each kind of page."""
    sizes: Mapping[str, int]
    """The files it wrote, but for the stand-ins, with their bytes."""
    warnings: tuple[str, ...]
    """What it complained of."""


def named_frames(settings: SiteSettings, made_beside: Iterable[str], docs_path: Path) -> dict[FrameKind, str]:
    """Return the frames of the pages of ours that the theme knows by their addresses, with their titles in YAML.

    The navigation names them, or may name them; and the page of the search has no way to itself. A page that is not
    there has no frame: MkDocs says so.
    """
    beside = [uri for uri in made_beside if uri.endswith(".md")]
    of_site = [f"{TALKS_FOLDER}/{name}" for name in (anchors.LIST_URI, anchors.SEARCH_URI)]
    found = {}
    for uri in dict.fromkeys([*beside, *of_site, *settings.named]):
        with suppress(OSError):
            page = (docs_path / uri).read_text(encoding="utf-8")
            if (parts := split_front_matter(page)) and (title := _TITLE.search(page)):
                found[kind_of(uri, parts[0], [uri])] = title[1]
    return found
