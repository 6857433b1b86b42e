"""What MkDocs is asked for where a site has many talks, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import anchors
from generator.frames import Frame, FrameKind
from generator.settings import SiteSettings
from generator.talks import TALKS_FOLDER


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


def named_pages(job: BaseJob) -> tuple[str, ...]:
    """Return the pages below `docs/` that the navigation names, or may name, and that are made."""
    beside = [uri for uri in job.made_beside if uri.endswith(".md")]
    return tuple(dict.fromkeys([*beside, f"{TALKS_FOLDER}/{anchors.LIST_URI}", *job.settings.named]))
