"""What Talkbook needs to know of `mkdocs.yml`, read without MkDocs: name, description, folders, language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.errors import SettingsError
from generator.settings_pages import names_in, why_mkdocs

CONFIG_NAME = "mkdocs.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """The settings of a site that the pages depend on."""

    name: str = "Talks"
    """`site_name`."""
    description: str = ""
    """`site_description`."""
    docs_dir: str = "docs"
    """`docs_dir`: the pages are written below it."""
    site_dir: str = "site"
    """`site_dir`: where the built site goes."""
    url: str | None = None
    """`site_url`, with a slash at its end; None where it is not set, or only when the site is built."""
    lang: str = "en"
    """`theme.language`: the interface language of pages that belong to no talk."""
    directory_urls: bool = True
    """`use_directory_urls`: whether each page gets a folder of its own."""
    named: tuple[str, ...] = ()
    """The pages of talks that `nav` names, below `docs/`."""
    by_mkdocs: str = ""
    """What of the settings only MkDocs itself can do to each page; empty where there is nothing."""
    theme_dir: str | None = None
    """`theme.custom_dir`: the site's own templates."""


def read_settings(root: Path) -> SiteSettings:
    """Read `mkdocs.yml` of a site folder; raise `SettingsError` where there is none."""
    path = root / CONFIG_NAME
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())
    except FileNotFoundError:
        raise SettingsError(f"{path}:1: there is no {CONFIG_NAME}; run this in the folder of a site") from None
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise SettingsError(f"{path}:{line}: this is not YAML; check indentation and quotes") from None
    if not isinstance(values, dict):
        raise SettingsError(f"{path}:1: there are no settings; at least site_name is needed")
    return _settings(values)


def check_site(root: Path, talks_folder: str) -> None:
    """Raise `SettingsError` where a folder has no talks since it is no site at all."""
    if not (root / talks_folder).is_dir():
        read_settings(root)


def _settings(values: dict[str, Any]) -> SiteSettings:
    given = values.get("theme")
    theme = given if isinstance(given, dict) else {}
    return SiteSettings(
        name=_text(values.get("site_name"), "Talks"),
        description=_text(values.get("site_description"), ""),
        docs_dir=_text(values.get("docs_dir"), "docs"),
        site_dir=_text(values.get("site_dir"), "site"),
        url=_url(values.get("site_url")),
        lang=_text(theme.get("language"), "en"),
        directory_urls=values.get("use_directory_urls") is not False,
        named=tuple(uri for uri in names_in(values.get("nav")) if uri.startswith("talks/")),
        by_mkdocs=why_mkdocs(values),
        theme_dir=_text(theme.get("custom_dir"), "") or None,
    )


def file_slug(name: str) -> str:
    """Return a site's name as a part of a file name."""
    return re.sub(r"[\W_]+", "-", name).strip("-").lower() or "site"


def _text(value: Any, default: str) -> str:
    return value if isinstance(value, str) and value else default


def _url(value: Any) -> str | None:
    address = _text(value, "").strip()
    return f"{address.rstrip('/')}/" if re.match(r"https?://[^\s/]", address) else None


def _loader() -> type[yaml.SafeLoader]:
    # `!ENV`, `!relative` and `!!python/name:` are MkDocs' business; here they read as nothing.
    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("", lambda loader, suffix, node: None)  # noqa: ARG005
    return Loader
