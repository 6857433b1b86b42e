"""A whole site made of hazards, through the real MkDocs: it proves, and nothing of a stranger's runs or links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from generator.verify import verify_talk
from generator.words import folded, visible, words
from tests.hazards import SHOWN_SEEDS
from tests.site_fixtures import BuiltSite, make_site

SLUG = "a-talk-of-strangers"
TITLE = 'Why <script>alert(1)</script> & {{ x }} *[AI]: "C#" | <b>Series</b> &lt;i&gt; 1'
EVENT = "</section><img src=x onerror=alert(1)> &nbsp; [a](javascript:x) #"
# Anything can be a label but stars, line breaks and what is nobody's name.
LABELS = ("</bdi><script>x</script>", "[a](javascript:x)", "{{ x }} {#id}", "a_b_ &lt;c&gt;", "אבי \u202eabc", "C#")
_ALIAS = 'O\'Neil "Bob" <b>'


def _is_line(seed: str) -> bool:
    return seed == seed.strip() and not re.search(r"[\r\n]", seed)


def _transcript() -> str:
    """Return a transcript in two languages with every seed in it, alone and among words."""
    turns: list[str] = []
    seeds = [seed for seed in SHOWN_SEEDS if "\r" not in seed]
    for number in range(0, len(seeds), 6):
        label = (*LABELS, _ALIAS)[number // 6 % (len(LABELS) + 1)]
        some = seeds[number : number + 6]
        english = "\n\n".join(f"we said {seed} in English" for seed in some)
        chinese = "\n\n".join(f"我们用中文说过这一句话 {seed} 是的" for seed in some)
        alone = "\n\n".join(seed for seed in some if _is_line(seed) and not seed.startswith("**"))
        turns += [f"**{label}:** Said {english}\n\n{alone}", f"**{label}:** 说的是这些话 {chinese}"]
    return "\n\n".join(turns) + "\n"


def _recap() -> str:
    seeds = [seed for seed in SHOWN_SEEDS if "\r" not in seed]
    summary = "\n".join(f"- We learnt about {seed} in the talk" for seed in seeds[:80])
    takeaways = "\n".join(f"- Point {number} {seed}: It is {seed} indeed" for number, seed in enumerate(seeds))
    terms = "\n".join(f"- **Term {number}x {seed}**: Means {seed} here" for number, seed in enumerate(seeds[::2]))
    return f"# {TITLE}\n\n## TL;DR\n\n{summary}\n\n## Takeaways\n\n{takeaways}\n\n## Vocabulary\n\n{terms}\n"


def _settings() -> str:
    speakers: list[dict[str, object]] = [{"name": label, "role": f"Role of {label} <hr>"} for label in LABELS]
    speakers.append({"name": "**Bob** `O'Neil`", "role": "{% raw %}", "aliases": [_ALIAS]})
    settings = {
        "event": EVENT,
        "date": "2024-02-29",
        "media": "https://example.org/?a=1&lt=2",
        "speakers": speakers,
    }
    return json.dumps(settings, ensure_ascii=True)  # JSON is YAML, and its escapes hold what YAML cannot


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build the site of the hazard talk."""
    root = tmp_path_factory.mktemp("hazards")
    folder = root / "talks" / SLUG
    folder.mkdir(parents=True)
    (folder / "talk.yml").write_text(_settings(), encoding="utf-8")
    (folder / "recap.md").write_text(_recap(), encoding="utf-8", newline="")
    (folder / "transcript.en-zh.md").write_text(_transcript(), encoding="utf-8", newline="")
    machine = "\n\n".join(f"so we heard {seed} and went on" for seed in SHOWN_SEEDS if "\r" not in seed)
    (folder / "machine 50% C# & <b>.txt").write_text(machine, encoding="utf-8", newline="")
    return make_site(root)


def _pages(site: BuiltSite) -> Iterator[tuple[str, BeautifulSoup]]:
    for path in sorted(site.root.joinpath("site").rglob("*.html")):
        yield path.name, BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_site_of_hazards_is_proven(site: BuiltSite) -> None:
    figures, losses = verify_talk(site.talk, site.folder)
    assert [str(loss) for loss in losses] == []
    assert len(figures) == 3


def test_every_page_kind_is_there(site: BuiltSite) -> None:
    made = {path.stem for path in site.folder.glob("*.html")}
    assert made >= {"index", "takeaways", "glossary", "transcript", "transcript-machine", "speakers", "record"}


def test_settings_are_shown_as_typed(site: BuiltSite) -> None:
    summary = BeautifulSoup((site.folder / "index.html").read_text(encoding="utf-8"), "html.parser")
    talk = summary.select_one(".talk")
    assert talk is not None
    shown = folded(talk.get_text())
    for value in (TITLE, EVENT, *LABELS, "**Bob** `O'Neil`", f"Role of {LABELS[0]} <hr>"):
        assert visible(value) in visible(shown), value
    assert summary.title is not None
    assert visible(TITLE.partition(" | ")[0]) in visible(summary.title.get_text())


def test_every_seed_can_be_read(site: BuiltSite) -> None:
    page = BeautifulSoup((site.folder / "transcript.html").read_text(encoding="utf-8"), "html.parser")
    shown = "".join(tag.get_text() for tag in page.select(".said"))
    for seed in SHOWN_SEEDS:
        assert visible(f"we said {seed} in English") in visible(shown), seed


def test_nothing_of_a_stranger_runs(site: BuiltSite) -> None:
    """No element, no event handler and no address on any page comes from the words of the talk."""
    for name, soup in _pages(site):
        for tag in soup.find_all(True):
            assert not [key for key in tag.attrs if key.startswith("on")], (name, tag.name)
        for tag in soup.select(".talk *, .talks *"):
            assert tag.name not in {"script", "iframe", "img", "style", "object", "embed", "form", "math"}, name
        for tag in soup.find_all(["a", "link", "script", "img", "source", "use"]):
            _assert_address(name, tag)
        for script in soup.find_all("script"):
            if script.get("type") == "application/ld+json":  # Data that no browser runs: it must not end early.
                assert json.loads(script.get_text())["@context"] == "https://schema.org", name
            else:
                assert "alert(1)" not in script.get_text(), name


def _assert_address(page: str, tag: Tag) -> None:
    for key in ("href", "src"):
        address = str(tag.get(key, "")).strip().casefold()
        assert not re.match(r"(javascript|vbscript|data):", address), (page, address)
        if tag.find_parent(class_="talk") and "://" in address:
            assert address.partition("#t=")[0] == "https://example.org/?a=1&lt=2"


def test_no_page_has_an_id_twice(site: BuiltSite) -> None:
    for name, soup in _pages(site):
        ids = [str(tag["id"]) for tag in soup.select(".talk [id]")]
        assert len(ids) == len(set(ids)), name


def test_links_inside_the_talk_lead_somewhere(site: BuiltSite) -> None:
    """Every link of the talk's pages, fragment and all, is answered; so are the downloads, whatever their names."""
    ids = {
        path.name: {str(tag["id"]) for tag in _soup(path).find_all(id=True)} for path in site.folder.glob("*.html")
    }
    for path in site.folder.glob("*.html"):
        for tag in _soup(path).select(".talk a[href]"):
            file, _, fragment = str(tag["href"]).partition("#")
            if "://" in file or file.startswith("../"):
                continue
            if (file or path.name) in ids:
                assert not fragment or fragment in ids[file or path.name], (path.name, tag["href"])


def _soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_search_index_holds_text_and_no_tags(site: BuiltSite) -> None:
    """Search shows its hits as HTML: what a stranger typed must stand there escaped, or as text."""
    index = json.loads((site.root / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    docs = [doc for doc in index["docs"] if SLUG in doc["location"]]
    assert len(docs) > 100
    for doc in docs:
        for part in (doc["title"], doc["text"]):
            soup = BeautifulSoup(f"<div>{part}</div>", "html.parser")
            names = {tag.name for tag in soup.find_all(True)} - {"div"}
            assert names <= {"p", "ul", "ol", "li", "pre", "code", "mark"}, (doc["location"], names)
            assert not [tag.attrs for tag in soup.find_all(True) if tag.attrs], doc["location"]
    whole = " ".join(BeautifulSoup(doc["text"], "html.parser").get_text() for doc in docs)
    assert "<script>alert(1)</script>" in whole
    assert set(words("overridden 我 们")) - set(words(whole)) == {"overridden"}
