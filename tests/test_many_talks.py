"""Several talks as one site: lists, people, terms, ways from talk to talk, and what machines read of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings

from generator.analysis import analyse
from generator.analysis.catalogue import Catalogue, make_catalogue
from generator.analysis.doubles import find_doubles
from generator.analysis.people_names import names_somebody
from generator.assemble import load_talk
from generator.origin import Source
from generator.pages import render_pages
from generator.pages.feed import render_feed
from generator.pages.home import render_home, site_pages
from generator.pages.llms import LLMS_MARK, render_llms
from generator.pages.site_frame import SiteFacts
from generator.pages.strings import strings_for
from generator.settings import read_settings
from generator.sources import TalkFolder, find_talks
from generator.writing import make_pages
from tests.cases import CASES_PATH, Case, cases
from tests.catalogues import Entry, catalogue_of, placed
from tests.hazards import SHOWN_SEEDS, lines
from tests.test_site import TALK, build, hashes, small_site

SAY = strings_for("en")
SITE = SiteFacts(name="Bridge evenings", description="Evening lectures.", url="https://example.org/talks-site/")
ATOM = {"": "http://www.w3.org/2005/Atom"}
HOSTILE = 'Traps </script><script>alert(1)</script> {{ 7*7 }} & "quotes" \' <b>'


def site_of(folder: Path) -> list[Entry]:
    """Return the talks in the folder `talks/` of a case."""
    talks = [load_talk(one) for one in find_talks(folder / "talks", shown="talks").folders]
    return [(talk, analyse(talk)) for talk in talks]


def catalogue(talks: Mapping[str, Mapping[str, str]]) -> Catalogue:
    """Return the catalogue of talks given as files."""
    return catalogue_of(entries(talks))


def entries(talks: Mapping[str, Mapping[str, str]]) -> list[Entry]:
    """Return talks given as files."""
    folders = []
    for slug, files in talks.items():
        sources = {name: Source(path=f"talks/{slug}/{name}", text=text, sha256="") for name, text in files.items()}
        given = sources.pop("talk.yml", None)
        folders.append(
            TalkFolder(slug=slug, path_shown=f"talks/{slug}", settings=given, sources=tuple(sources.values()))
        )
    return [(talk, analyse(talk)) for talk in map(load_talk, folders)]


def said_by(*names: str, settings: str = "") -> dict[str, str]:
    """Return the files of a talk in which everybody says something twice."""
    turns = [f"**{name}:** This is said by somebody who is here." for name in names * 2]
    return {"transcript.md": "\n\n".join(turns) + "\n"} | ({"talk.yml": settings} if settings else {})


def speakers(*items: str) -> str:
    return "speakers: [" + ", ".join(items) + "]\n"


def people(found: Catalogue) -> dict[str, list[str]]:
    """Return the talks of everybody, in alphabetical order."""
    return {person.name: sorted(one.talk.slug for one in person.appearances) for person in found.people}


# Pages.


@pytest.mark.parametrize("case", cases("site"), indirect=True)
def test_pages_of_the_whole_site(case: Case) -> None:
    found = catalogue_of(site_of(case.folder))
    made = {page.uri: page.render() for page in site_pages(found, SITE, SAY)}
    made |= {"home.md": render_home(found, SITE, SAY), "llms.txt": render_llms(found, SITE, SAY)}
    made["feed.xml"] = render_feed(found, SITE, "en") or ""
    expected = case.folder / "expected"
    if case.update:
        for path in [path for path in expected.rglob("*") if path.is_file()]:
            path.unlink()
        for uri in made:
            (expected / uri).parent.mkdir(parents=True, exist_ok=True)
    for uri, content in made.items():
        case.expect(f"expected/{uri}", content)
    there = {path.relative_to(expected).as_posix() for path in expected.rglob("*") if path.is_file()}
    assert there == set(made)


def test_pages_of_a_talk_lead_to_the_others() -> None:
    found = placed(site_of(CASES_PATH / "site" / "several_talks"))
    pages = {page.uri: page.markdown for talk, findings in found for page in render_pages(talk, findings)}
    summary = pages["bridges/index.md"]
    assert '<a href="../events.html#event-evening-lecture">Evening lecture</a>' in summary
    assert '<a href="../topics.html#topic-history">history</a>' in summary
    for page in (summary, pages["bridges/transcript.md"]):
        assert "](../a-meeting-without-a-date/index.md){.prev" in page
        assert "](../tunnels/index.md){.next" in page
    assert "talk-neighbours" not in pages["bridges/glossary.md"]
    assert "[All talks of Ann Lee](../people/ann-lee.md)" in pages["bridges/speakers.md"]
    assert "All talks of Bob Stone" not in pages["bridges/speakers.md"]
    assert pages["tunnels/glossary.md"].count("](../glossary.md#term-falsework)") == 1


def test_a_single_talk_makes_no_lists() -> None:
    recap = "# A\n\n## Vocabulary\n\nArch — A curve.\n"
    settings = "date: 2024-11-05\nevent: Salon\ntags: [bridges]\n"
    found = entries({"a": said_by("Ann Lee", "Bob Stone", settings=settings) | {"recap.md": recap}})
    assert [page.uri for page in site_pages(catalogue_of(found), SITE, SAY)] == ["index.md"]
    markdown = "\n".join(page.markdown for page in render_pages(*placed(found)[0]))
    assert "talk-neighbours" not in markdown
    assert "../" not in markdown
    assert "bridges" in markdown


def test_lists_that_would_be_empty_are_not_made() -> None:
    found = catalogue({"a": said_by("Moderator", "Audience"), "b": said_by("Speaker 1", "Speaker 2")})
    assert [page.uri for page in site_pages(found, SITE, SAY)] == ["index.md"]


def test_a_page_grows_with_its_talk_and_not_with_the_site() -> None:
    few = entries(
        {f"t{n}": said_by("Ann Lee", "Bob Stone", settings=f"date: 2024-01-{n:02}\n") for n in range(1, 5)}
    )
    many = entries(
        {f"t{n}": said_by("Ann Lee", "Bob Stone", settings=f"date: 2024-01-{n:02}\n") for n in range(1, 29)}
    )
    sizes = [
        {page.uri: len(page.markdown) for talk, findings in placed(found) for page in render_pages(talk, findings)}
        for found in (few, many)
    ]
    assert all(abs(size - sizes[1][uri]) < 8 for uri, size in sizes[0].items() if uri.startswith(("t2", "t3")))


def test_the_home_page_shows_the_newest_and_leads_to_all() -> None:
    found = catalogue({f"t{n}": said_by("Ann Lee", settings=f"date: 2024-01-{n:02}\n") for n in range(1, 29)})
    home = render_home(found, SITE, SAY)
    assert re.findall(r"\(talks/(t\d+)/index\.md\)", home) == [f"t{n}" for n in range(28, 16, -1)]
    assert "[All 28 talks](talks/index.md)" in home


def test_talks_follow_each_other_by_date_then_name() -> None:
    dates = {"b": "2024-01-02", "a": "2024-01-02", "c": "2023-01-01", "d": None}
    talks = {slug: said_by("Ann", settings=f"date: {date}\n" if date else "") for slug, date in dates.items()}
    found = catalogue(talks)
    assert [talk.slug for talk in found.talks] == ["b", "a", "c", "d"]
    ways = {slug: (one.before, one.after) for slug, one in found.elsewhere.items()}
    assert {slug: tuple(way and way.slug for way in pair) for slug, pair in ways.items()} == {
        "b": ("a", None),
        "a": ("c", "b"),
        "c": ("d", "a"),
        "d": (None, "c"),
    }


def test_terms_stand_once_with_every_definition() -> None:
    recaps = {
        "a": "Red team — Attacks.\nC — A language.\nPrüfstein — Ein Stein.\n",
        "b": "red-teams — They attack.\nC++ — Another.\nRed team — Again.\n",
    }
    found = catalogue({slug: {"recap.md": f"# T\n\n## Vocabulary\n\n{terms}"} for slug, terms in recaps.items()})
    assert {term.name: [one.talk.slug for one in term.definitions] for term in found.terms.all} == {
        "Red team": ["b", "b", "a"],
        "C++": ["b"],
        "C": ["a"],
        "Prüfstein": ["a"],
    }
    assert len({term.anchor for term in found.terms.all}) == 4
    assert [sorted(found.elsewhere[talk.slug].terms) for talk in found.talks] == [[0, 2], [0]]


# People.


@pytest.mark.parametrize(
    ("talks", "expected"),
    [
        pytest.param(
            {"a": said_by("Ann Lee"), "b": said_by("ann  lee")},
            {"Ann Lee": ["a", "b"]},
            id="one name, whatever its case",
        ),
        pytest.param(
            {"a": said_by("Ann Lee", settings=speakers("{name: Ann Lee, aliases: [李安]}")), "b": said_by("李安")},
            {"Ann Lee": ["a", "b"]},
            id="an alias that is another talk's name",
        ),
        pytest.param(
            {
                "a": said_by("Ann Lee", settings=speakers("{name: Ann Lee, aliases: [Dr. A.]}")),
                "b": said_by("Dr. A."),
                "c": said_by("Lee An", settings=speakers("{name: Lee An, aliases: [Dr. A.]}")),
            },
            {"Ann Lee": ["a", "b", "c"]},
            id="one alias of two names",
        ),
        pytest.param(
            {"a": said_by("Ann", settings=speakers("{name: Ann Lee, aliases: [Ann]}")), "b": said_by("Ann")},
            {"Ann Lee": ["a", "b"]},
            id="a short form of a single name",
        ),
        pytest.param(
            {
                "a": said_by("Ann", settings=speakers("{name: Ann Lee, aliases: [Ann]}")),
                "b": said_by("Ann"),
                "c": said_by("Ann Wu"),
            },
            {"Ann Lee": ["a"], "Ann": ["b"], "Ann Wu": ["c"]},
            id="a short form that could be of two",
        ),
        pytest.param(
            {
                "a": said_by("Ann", settings=speakers("{name: Ann Lee, aliases: [Ann]}")),
                "b": said_by("Ann", settings=speakers("{name: Ann Wu, aliases: [Ann]}")),
            },
            {"Ann Lee": ["a"], "Ann Wu": ["b"]},
            id="one short form of two names",
        ),
        pytest.param(
            {
                "a": said_by("Ann Lee", "Bea Lee"),
                "b": said_by("Ann Lee", settings=speakers("{name: Ann Lee, aliases: [Bea Lee]}")),
            },
            {"Ann Lee": ["a", "b"], "Bea Lee": ["a"]},
            id="nobody is in one talk twice",
        ),
        pytest.param(
            {"a": said_by("Moderator", "Ann Lee"), "b": said_by("Moderator", "Speaker 1")},
            {"Ann Lee": ["a"]},
            id="a part in a talk is nobody",
        ),
        pytest.param(
            {"a": said_by("Garrison Keel"), "b": said_by("Garisson Keel")},
            {"Garrison Keel": ["a"], "Garisson Keel": ["b"]},
            id="nearly one name",
        ),
    ],
)
def test_who_is_one_person(talks: dict[str, dict[str, str]], expected: dict[str, list[str]]) -> None:
    found = catalogue(talks)
    assert people(found) == expected
    backwards = catalogue(dict(reversed(talks.items())))
    assert people(backwards) == expected


@pytest.mark.parametrize(
    "name", ["Moderator", "Speaker 1", "SPEAKER_00", "Q", "Audience Member 2", "主持人", "spk0", "?"]
)
def test_parts_in_a_talk_are_no_names(name: str) -> None:
    assert not names_somebody(name)


@pytest.mark.parametrize("name", ["Ann", "Moderator Smith", "王", "Panel Beater Bob", "A. Lee"])
def test_names_are_names(name: str) -> None:
    assert names_somebody(name)


def warnings(found: Catalogue) -> list[str]:
    return [str(problem) for problem in find_doubles(found.people, found.talks)]


def test_nearly_equal_names_are_reported() -> None:
    found = catalogue({"a": said_by("Garrison"), "b": said_by("Ben", "Garisson"), "c": said_by("Garrison")})
    right = "list one of them in talk.yml as an alias of the other, or both as speakers of one talk"
    assert warnings(found) == [
        f"talks/b/transcript.md:3: warning: Garisson may be Garrison of c; {right}",
    ]


def test_those_whom_one_talk_lists_are_two() -> None:
    apart = said_by("Ben", settings=speakers("Ben", "Garrison", "Garisson"))
    found = catalogue({"a": said_by("Garrison"), "b": said_by("Garisson"), "c": apart})
    assert warnings(found) == []
    assert people(found) == {"Ben": ["c"], "Garisson": ["b"], "Garrison": ["a"]}


def test_pages_of_people_have_names_that_a_disk_can_hold() -> None:
    names = ("Index", "张" * 200, "A/B: .. C", "Ann-Lee", "Ann Lee")
    listed = speakers(*map(json.dumps, names))
    found = catalogue({"a": said_by("Zed"), "b": {"talk.yml": listed, **RECAP}})
    pages = [person.slug for person in found.people]
    assert len(set(pages)) == len(pages) > 4
    assert all(re.fullmatch(r"[\w-]+", page) and len(page.encode()) <= 104 and page != "index" for page in pages)


RECAP = {"recap.md": "# T\n\n## TL;DR\n\n- A point.\n"}


# Feed, llms.txt, head.


def hostile(title: str) -> Catalogue:
    settings = (
        f"title: {json.dumps(title)}\ndate: 2024-11-05\nevent: {json.dumps(title)}\ntags: [{json.dumps(title)}]\n"
    )
    return catalogue({"a": said_by("Ann Lee", settings=settings), "b": said_by("Ann Lee")})


@settings(max_examples=60)
@given(lines())
def test_the_feed_is_well_formed(title: str) -> None:
    talk, other = hostile("x").talks
    found = make_catalogue([replace(talk, title=title, event=title, tags=(title,)), other])
    feed = ET.fromstring(
        render_feed(found, SiteFacts(name=title, description=title, url="https://e.org/"), "en") or ""
    )
    (entry,) = feed.findall("entry", ATOM)
    for field in ("id", "title", "updated"):
        assert feed.findtext(field, namespaces=ATOM) is not None
        assert entry.findtext(field, namespaces=ATOM) is not None


def test_the_feed_states_what_the_talks_state() -> None:
    found = hostile(HOSTILE)
    feed = render_feed(found, SITE, "en")
    assert feed == render_feed(hostile(HOSTILE), SITE, "en")
    assert feed is not None
    root = ET.fromstring(feed)
    (entry,) = root.findall("entry", ATOM)
    assert entry.findtext("title", namespaces=ATOM) == HOSTILE
    assert entry.findtext("updated", namespaces=ATOM) == "2024-11-05T00:00:00Z"
    assert root.findtext("updated", namespaces=ATOM) == "2024-11-05T00:00:00Z"
    assert entry.findtext("id", namespaces=ATOM) == "https://example.org/talks-site/talks/a/"


@pytest.mark.parametrize("url", [None, "https://example.org/"])
def test_no_feed_without_an_address_or_a_date(url: str | None) -> None:
    site = SiteFacts(name="x", url=url)
    undated = catalogue({"a": said_by("Ann Lee"), "b": said_by("Ann Lee")})
    assert render_feed(undated, site, "en") is None
    assert (render_feed(hostile("x"), site, "en") is None) is (url is None)


def test_llms_txt_has_the_form_of_llmstxt_org() -> None:
    for seed in (HOSTILE, *SHOWN_SEEDS[:20]):
        text = render_llms(hostile(seed), SiteFacts(name=seed, description=seed), SAY)
        head, summary, section, rows, mark = text.strip().split("\n\n")
        assert re.fullmatch(r"# .+", head)
        assert re.fullmatch(r"> .+", summary)
        assert section == "## Talks"
        assert mark == LLMS_MARK
        for row in rows.splitlines():
            assert re.fullmatch(r"- \[[^\[\]]*\]\(talks/[ab]/exports/transcript\.txt\)(: .+)?", row), row


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://example.org/x", "https://example.org/x/"),
        ("https://example.org/x/", "https://example.org/x/"),
        ("''", None),
        ("!ENV [SITE_URL, '']", None),
        ("/x/", None),
        ("7", None),
    ],
)
def test_the_address_of_the_site(tmp_path: Path, written: str, url: str | None) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nsite_url: {written}\n", encoding="utf-8")
    assert read_settings(tmp_path).url == url


def test_a_built_site_for_machines(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK, other=TALK)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"{config}\nsite_url: https://example.org/x\n", encoding="utf-8")
    quoted = json.dumps(HOSTILE)
    (root / "talks/good/talk.yml").write_text(f"title: {quoted}\ndate: 2024-11-05\n", encoding="utf-8")
    build(root, strict=True)
    soup = BeautifulSoup((root / "site/talks/good/index.html").read_text(encoding="utf-8"), "html.parser")
    metas = {str(tag.get("property")): tag.get("content") for tag in soup.select("head > meta[property]")}
    assert metas["og:title"] == HOSTILE
    assert metas["og:url"] == "https://example.org/x/talks/good/index.html"
    (data,) = soup.select('script[type="application/ld+json"]')
    assert json.loads(str(data.string))["name"] == HOSTILE
    assert "alert(1)" not in "".join(str(tag.string) for tag in soup.select("script:not([type])"))
    sitemap = (root / "site/sitemap.xml").read_text(encoding="utf-8")
    for uri in ("index.html", "talks/people.html", "talks/good/transcript.html"):
        assert f"<loc>https://example.org/x/{uri}</loc>" in sitemap
    feed = ET.parse(root / "site/talks/feed.xml")
    assert feed.findtext("entry/title", namespaces=ATOM) == HOSTILE
    home = (root / "site/index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" type="application/atom+xml" title="Talkbook" href="talks/feed.xml">' in home
    (address,) = re.findall(r"\((https://[^)]+/good/[^)]+)\)", (root / "site/llms.txt").read_text(encoding="utf-8"))
    assert "We have begun." in (root / "site" / address.removeprefix("https://example.org/x/")).read_text("utf-8")
    assert not list((root / "site").rglob("talkbook-head*"))


def test_without_an_address_nothing_states_one(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK, other=TALK)
    (root / "talks/good/talk.yml").write_text("date: 2024-11-05\n", encoding="utf-8")
    build(root, strict=True)
    html = (root / "site/talks/good/index.html").read_text(encoding="utf-8")
    assert 'property="og:title"' in html
    assert "og:url" not in html
    assert not (root / "site/talks/feed.xml").exists()
    assert "](talks/good/exports/transcript.txt)" in (root / "site/llms.txt").read_text(encoding="utf-8")


def test_an_llms_txt_written_by_hand_stays(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK)
    (root / "docs").mkdir()
    own = root / "docs" / "llms.txt"
    own.write_text("# My own\n", encoding="utf-8")
    make_pages(root, lambda _: None)
    assert own.read_text(encoding="utf-8") == "# My own\n"
    own.unlink()
    make_pages(root, lambda _: None)
    before = hashes(root / "docs")
    make_pages(root, lambda _: None)
    assert LLMS_MARK in own.read_text(encoding="utf-8")
    assert hashes(root / "docs") == before


def test_a_template_of_the_site_goes_before_ours(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        config.replace("name: material\n", "name: material\n  custom_dir: own\n"), encoding="utf-8"
    )
    (root / "own").mkdir()
    include = '{% include "partials/talkbook-head.html" %}'
    own = f'{{% extends "base.html" %}}{{% block extrahead %}}{include}<!-- own -->{{% endblock %}}'
    (root / "own" / "main.html").write_text(own, encoding="utf-8")
    build(root)
    html = (root / "site/talks/good/index.html").read_text(encoding="utf-8")
    assert "<!-- own -->" in html
    assert html.count('property="og:title"') == 1
