"""The plugin: plain MkDocs writes the pages by itself, and they are the same."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_plain
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from generator.mkdocs_plugin import TalkbookPlugin
from tests.test_site import TALK, build, hashes, small_site


def build_with_plugin(root: Path, site_dir: Path) -> None:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site_dir))
    plugin = TalkbookPlugin()
    assert plugin.load_config({}) == ([], [])
    config.plugins["talkbook"] = plugin
    config.plugins.on_startup(command="build", dirty=False)
    build_plain(config)


def test_the_entry_point_leads_to_the_plugin() -> None:
    project = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    value = "generator.mkdocs_plugin:TalkbookPlugin"
    assert f'talkbook = "{value}"' in project
    assert EntryPoint(name="talkbook", value=value, group="mkdocs.plugins").load() is TalkbookPlugin


def test_plain_mkdocs_builds_what_talkbook_builds(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK, other=TALK)
    (root / "docs").mkdir()
    build_with_plugin(root, tmp_path / "plain")
    build(root)
    proved = {uri: sha for uri, sha in hashes(root / "site").items() if not uri.endswith("/fidelity.json")}
    assert {uri: sha for uri, sha in hashes(tmp_path / "plain").items() if "sitemap" not in uri} == {
        uri: sha for uri, sha in proved.items() if "sitemap" not in uri
    }


def test_a_broken_talk_stops_plain_mkdocs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    root = small_site(tmp_path, good="")
    (root / "docs").mkdir()
    with pytest.raises(Abort):
        build_with_plugin(root, tmp_path / "plain")
    assert [
        record.message for record in caplog.records if record.message.startswith("talks/good/transcript.md:1: ")
    ]
