"""A site with the search for many talks: a few that hold what tests look for, and many to fill pages with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from shutil import copytree

from generator import anchors
from generator.analysis import analyse
from generator.assemble import load_talk
from generator.assets import asset_files
from generator.model import Talk
from generator.pages import render_pages
from generator.pages.markup import Markdown
from generator.pages.matter import Matter
from generator.pages.site_frame import SiteBody, site_frame
from generator.pages.site_search import render_search
from generator.pages.strings import strings_for
from generator.search.files import index_files
from generator.search.postings import TalkIndex, index_talk
from generator.search.segments import merge_segment, segment_count, segment_of, text_files
from generator.sources import find_talks
from generator.theme import add_theme
from tests.browser.sample import BILINGUAL, CHINESE, CHINESE_RECAP, CHINESE_TRANSCRIPT, PWN, REPOSITORY, BuiltSite

KETTLE = "kettle"
"""A talk with times, in English, and a glossary in two languages."""
TRAPS = "traps"
"""A talk full of markup."""
WORDS = "words"
"""A talk in two languages whose words are hard to tell apart, or to find."""
DOORS = 60
"""Turns of it, each with another letter behind the same one."""
MEETINGS = 24
"""Talks that all say the same: what they have in common has more hits than one page shows."""

_KETTLE_TRANSCRIPT = """\
WEBVTT

00:00:05.000 --> 00:00:09.000
<v Ann Other>Welcome, everybody. Today we speak about tea, and about nothing else.

01:02:03.500 --> 01:02:15.000
<v Ben Quill>We were running the transformers for a whole night, and in the morning the fuse had blown. Nobody knew
who had left them on, and the minutes of that meeting say nothing of it either, which is why I bring it up
again today.

01:02:20.000 --> 01:02:25.000
<v Ann Other>I would rather write C++ than look for fuses. Don't you agree? The running of transformers is no hobby.

01:02:30.000 --> 01:02:35.000
<v Ben Quill>The kettle is what I came for, and the vessel is empty.
"""
_KETTLE_RECAP = """\
# Tea and transformers

## Summary

- A fuse blew because somebody left the transformers on.

## Glossary

Kettle/茶壶 — A vessel that water is boiled in.
"""
_TRAPS_TRANSCRIPT = f"""\
**<b>Eve</b>:** A zebra said <script>{PWN}</script> and <img src=x onerror="{PWN}"> to the zebra crossing.

**Mallory:** </script><script>{PWN}</script> zebra &amp; {{{{ 7*7 }}}} `zebra`
"""
_WORDS_TRANSCRIPT = """\
**Dora Door:** Whoever asks wants to hear: what? Users!

**Dora Door:** 谁想知道：什么？用户用GPU。这是我的。

**Theo Thorn:** Nobody herring-bones a fence; that gherkin stays within its jar, butt or no butt.

**Dora Door:** With her, but for all.

**Theo Thorn:** Yes.

**Dora Door:** Docker pulls Kubernetes along.

**Theo Thorn:** Docker alone is a crane driver.
"""


def build_big_site(root: Path, lang: str = "en") -> BuiltSite:
    """Write the sources below a folder, and build the pages of the talks, the search page and its index."""
    _write_sources(root / "talks")
    talks = [load_talk(folder) for folder in find_talks(root / "talks").folders]
    _write_pages(root / "docs" / "talks", talks, lang)
    (root / "docs" / "index.md").write_text("# Archive\n\n[All talks](talks/index.md)\n", encoding="utf-8")
    _run_mkdocs(root, lang)
    write_index(root / "site" / "talks" / "search", [index_talk(talk) for talk in talks])
    return BuiltSite(path=root / "site", zip_path=root / "none.zip")


def write_index(folder: Path, indexes: Sequence[TalkIndex]) -> None:
    """Write the index of some talks into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    count = segment_count(len(indexes))

    def number(index: TalkIndex) -> int:
        return segment_of(index.slug, count)

    segments = []
    for segment, found in groupby(sorted(indexes, key=lambda one: (number(one), one.slug)), number):
        group = list(found)
        segments.append(merge_segment(segment, group))
        for name, content in text_files(segment, group):
            (folder / name).write_bytes(content)
    known = {segment.number for segment in segments}
    segments += [merge_segment(empty, []) for empty in range(count) if empty not in known]
    for name, content in index_files(segments):
        (folder / name).write_bytes(content)


def _write_sources(talks: Path) -> None:
    copytree(REPOSITORY / "talks" / BILINGUAL, talks / BILINGUAL)
    _write(talks / CHINESE / "recap.md", CHINESE_RECAP)
    _write(talks / CHINESE / "transcript.md", CHINESE_TRANSCRIPT)
    _write(talks / KETTLE / "recap.md", _KETTLE_RECAP)
    _write(talks / KETTLE / "transcript.vtt", _KETTLE_TRANSCRIPT)
    _write(talks / KETTLE / "talk.yml", "title: Tea and transformers\ndate: 2019-05-06\n")
    _write(talks / TRAPS / "transcript.md", _TRAPS_TRANSCRIPT)
    _write(talks / TRAPS / "talk.yml", f"title: 'Traps <script>{PWN}</script>'\n")
    _write(talks / WORDS / "transcript.md", _WORDS_TRANSCRIPT + "".join(map(_door, range(DOORS))))
    for meeting in range(MEETINGS):
        year = 2001 + meeting % 12
        _write(talks / f"meeting-{meeting}" / "talk.yml", f"title: Meeting {meeting}\ndate: {year}-03-04\n")
        _write(talks / f"meeting-{meeting}" / "transcript.md", _meeting(meeting))


def _door(number: int) -> str:
    return f"\n**Porter {number % 2}:** {number}: 門{chr(0x5200 + number)}。 Brac{number}.\n"


def _meeting(number: int) -> str:
    speaker = "Clem Clerk" if number % 2 else "Cora Chair"
    return (
        f"**{speaker}:** The protocol of meeting number {number} is read out, and nobody objects to it.\n\n"
        f"**Guest {number}:** Then I move that we close. There is soup.\n"
    )


def _write_pages(folder: Path, talks: Sequence[Talk], lang: str) -> None:
    say = strings_for(lang)
    name = say("page_search")
    body = SiteBody(title=name, anchor="search", content=render_search(say))
    search = site_frame(body, Matter(title=name, description="", searched=False), None, say)
    _write(folder / anchors.SEARCH_URI, search)
    listed = SiteBody(title=say("page_talks"), anchor="talks", content=Markdown(""))
    _write(folder / "index.md", site_frame(listed, Matter(title=say("page_talks"), description=""), None, say))
    for talk in talks:
        for page in render_pages(talk, analyse(talk)):
            _write(folder / page.uri, page.markdown)
    for uri, content in asset_files():
        (folder / uri).parent.mkdir(parents=True, exist_ok=True)
        (folder / uri).write_bytes(content)


def _run_mkdocs(root: Path, lang: str) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    config = load_config(
        str(REPOSITORY / "mkdocs.yml"),
        docs_dir=str(root / "docs"),
        site_dir=str(root / "site"),
        nav=[{"Archive": "index.md"}, {"Talks": "talks/index.md"}],
        validation={"links": {"not_found": "ignore"}},
    )
    config.extra["talkbook_search"] = True
    config.theme["language"] = lang.partition("-")[0]
    add_theme(config)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
