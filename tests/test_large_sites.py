"""A site of so many talks that its lists need several pages: what stands where, and that each page stays small."""

from __future__ import annotations

import posixpath
import re
import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from generator import anchors
from generator.analysis.card import Card, card_term
from generator.analysis.catalogue import Catalogue, make_catalogue
from generator.analysis.doubles import find_doubles
from generator.analysis.near_names import near_pairs
from generator.analysis.room import Limits, in_parts
from generator.pages.home import site_pages
from generator.pages.site_frame import SiteFacts, SitePage
from generator.pages.strings import strings_for
from tests.cases import Case, cases
from tests.catalogues import NARROW, a_card, many_cards
from tests.hazards import SHOWN_SEEDS

SAY = strings_for("en")
SITE = SiteFacts(name="Archive", description="Many evenings.", url="https://example.org/")
TALK_PAGES = ("index.md", "glossary.md", "speakers.md", "transcript.md")


def pages_of(catalogue: Catalogue) -> dict[str, SitePage]:
    """Return the pages of the whole site by their addresses, none of which comes twice."""
    pages = list(site_pages(catalogue, SITE, SAY))
    found = {page.uri: page for page in pages}
    assert len(found) == len(pages)
    return found


def rendered(catalogue: Catalogue) -> dict[str, str]:
    """Return all pages as Markdown."""
    return {uri: page.render() for uri, page in pages_of(catalogue).items()}


@cache
def narrow_site(count: int = 60) -> tuple[Catalogue, dict[str, BeautifulSoup]]:
    """Return a site of many talks on small pages, as HTML."""
    catalogue = make_catalogue(
        many_cards(count, [*["Ö", "Ä", "周远", "阿尔法", "Дом", "###", "3D", "Iona"], *words()]), NARROW
    )
    return catalogue, {uri: soup(page) for uri, page in rendered(catalogue).items()}


def words() -> list[str]:
    return [first + last for first in "KLMS" for last in ("arch", "ight", "ode")]


def soup(page: str) -> BeautifulSoup:
    """Return a page without its front matter as Python-Markdown makes it."""
    body = page.split("\n---\n", 1)[1]
    converter = markdown.Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"])
    return BeautifulSoup(converter.convert(body), "html.parser")


# The pages.


@pytest.mark.parametrize("case", cases("site_split"), indirect=True)
def test_pages_of_a_split_site(case: Case) -> None:
    given_here = tomllib.loads((case.folder / "input.toml").read_text(encoding="utf-8"))
    talks = [a_card(slug, **fields) for slug, fields in given_here["talks"].items()]
    made = rendered(make_catalogue(talks, Limits(**given_here["limits"])))
    shown = [uri for uri in made if any(uri.startswith(start) for start in given_here["shown"])]
    expected = case.folder / "expected"
    for uri in shown:
        (expected / uri).parent.mkdir(parents=True, exist_ok=True)
        case.expect(f"expected/{uri}", made[uri])
    case.expect("pages.txt", "".join(f"{uri}\n" for uri in made))


def test_no_page_outgrows_its_limit() -> None:
    hostile = [seed[:40] for seed in SHOWN_SEEDS if seed.isprintable()]
    catalogue = make_catalogue(many_cards(80, hostile), NARROW)
    sizes = {uri: len(str(soup(page)).encode()) for uri, page in rendered(catalogue).items()}
    # The row of pages and the ways to other pages are beside the list; here they are as long as it.
    assert {uri: size for uri, size in sizes.items() if size > 1.3 * NARROW.page_bytes + 6_000} == {}


def test_the_pages_of_a_small_site_are_not_split() -> None:
    few = pages_of(make_catalogue(many_cards(20)))
    assert {uri for uri in few if not uri.startswith("people/")} == {
        *("index.md", "dates.md", "events.md", "topics.md", "people.md", "glossary.md")
    }


def test_every_link_leads_to_a_page_and_an_anchor() -> None:
    catalogue, pages = narrow_site()
    slugs = {talk.slug for talk in catalogue.talks}
    ids = {uri: {str(tag["id"]) for tag in page.find_all(id=True)} for uri, page in pages.items()}
    for uri, page in pages.items():
        assert len(ids[uri]) == len(page.find_all(id=True)), uri
        for link in page.find_all("a"):
            path, _, anchor = str(link["href"]).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri
            folder, _, name = target.partition("/")
            if folder in slugs:
                assert name in TALK_PAGES, (uri, target)
            elif target != anchors.FEED_URI:
                assert target in pages, (uri, target)
                assert not anchor or anchor in ids[target], (uri, target, anchor)


def test_talks_lead_to_the_pages_where_they_are_met() -> None:
    catalogue, pages = narrow_site()
    for talk in catalogue.talks:
        found = catalogue.elsewhere[talk.slug]
        for place in [found.event, *found.topics.values()]:
            if place:
                head = pages[place.uri].find(id=place.anchor)
                assert head is not None
                # Its own page, or the section of a page of several.
                section = head.parent
                assert section is not None
                assert place.uri.count("/") == 1 or section.find(href=re.compile(f"/{talk.slug}/"))
        for number, place in found.terms.items():
            entry = pages[place.uri].find(id=place.anchor)
            assert entry is not None
            assert talk.terms[number].name in entry.get_text()
    assert any(found.terms for found in catalogue.elsewhere.values())


def test_nothing_is_missing_on_the_pages() -> None:
    catalogue, pages = narrow_site()
    dates = [page for uri, page in pages.items() if uri.startswith("dates/")]
    titles = [str(link["href"]).split("/")[-2] for page in dates for link in page.select("a.title")]
    assert sorted(titles) == sorted(talk.slug for talk in catalogue.talks)
    people = [page for uri, page in pages.items() if uri.startswith("people/letters/")]
    listed = [str(link["href"]) for page in people for link in page.select(".people-list a")]
    assert sorted(listed) == sorted(f"../../people/{person.slug}.md" for person in catalogue.people)
    terms = [page for uri, page in pages.items() if uri.startswith("glossary/letters/")]
    said = [note for page in terms for note in page.select(".entry .note")]
    assert len(said) == sum(len(talk.terms) for talk in catalogue.talks)
    for groups, folder in ((catalogue.events, "events"), (catalogue.topics, "topics")):
        shown = {
            (str(head["id"]), str(link["href"]).split("/")[-2])
            for uri, page in pages.items()
            if uri.startswith(f"{folder}/")
            for head in [*page.select(".talk-group h2[id]"), *page.select("h1[id]")]
            for link in ((head.name == "h2" and head.parent) or page).select("a.title")
        }
        assert shown >= {(group.anchor, talk.slug) for group in groups.all for talk in group.talks}


def test_pages_have_names_that_no_other_page_has() -> None:
    names = ["Letters", "Index", "K", "letters k", "2010", "Undated", "Ann Lee 2"]
    talks = [
        replace(card, tags=(*card.tags, name), event=name)
        for card, name in zip(many_cards(56), names * 8, strict=True)
    ]
    uris = [uri.casefold() for uri in pages_of(make_catalogue(talks, NARROW))]
    assert len(set(uris)) == len(uris)
    assert all(re.fullmatch(r"[\w/-]+\.md", uri) for uri in uris)
    assert not any(uri.endswith("/index.md") for uri in uris)


def test_a_new_talk_moves_nothing() -> None:
    talks = many_cards(60)
    before = pages_of(make_catalogue(talks, NARROW))
    after = pages_of(make_catalogue([*talks, a_card("new", date="2014-01-01", tags=["Karch"])], NARROW))
    assert set(before) <= set(after)


def test_letters_are_told_apart_where_their_anchors_are() -> None:
    terms = [(name, "What it is." * 20) for name in ("Iota", "ıpek", "Xenon", "***", "&&&", "Zed", "Ödland")]
    catalogue = make_catalogue([a_card("a", terms=terms), a_card("b", terms=terms)], NARROW)
    pages = {uri for uri in pages_of(catalogue) if uri.startswith("glossary/")}
    assert pages == {f"glossary/letters/{letter}.md" for letter in ("other", "i", "o", "x", "z")}


def test_one_term_of_all_talks_goes_on_from_page_to_page() -> None:
    talks = [a_card(f"t{number}", terms=[("Keystone", "The stone that holds an arch.")]) for number in range(40)]
    pages = {uri: soup(page) for uri, page in rendered(make_catalogue(talks, NARROW)).items()}
    letters = [page for uri, page in pages.items() if uri.startswith("glossary/letters/k")]
    assert len(letters) > 1
    assert sum(len(page.select(".entry .note")) for page in letters) == 40
    assert [len(page.select("#term-keystone")) for page in letters] == [1] + [0] * (len(letters) - 1)


# A page that is written anew: only when it must be.


def cards_and_edits() -> st.SearchStrategy[tuple[list[Card], list[Card], Limits]]:
    """Return the cards of a site, the same after a small change, and limits."""
    limits = st.sampled_from([NARROW, Limits(page_bytes=1_500, cards=2, groups=3), Limits()])
    return st.tuples(st.integers(2, 30), st.integers(0, 3), st.randoms(use_true_random=False), limits).map(_edited)


def _edited(drawn: tuple[int, int, object, Limits]) -> tuple[list[Card], list[Card], Limits]:
    count, seed, chance, limits = drawn
    before = many_cards(count, seed=seed)
    after = list(before)
    place = chance.randrange(count)  # type: ignore[attr-defined]
    card = before[place]
    edits: Sequence[Sequence[Card]] = (
        [],
        [card, a_card("added", date="2011-03-11", tags=["Karch"], people=["Ann Lee"])],
        [replace(card, title="Another title")],
        [replace(card, date="2013-12-31")],
        [replace(card, date=None)],
        [replace(card, event="Karch evening")],
        [replace(card, event=None)],
        [replace(card, tags=(*card.tags, "Knew"))],
        [replace(card, tags=())],
        [replace(card, words=5)],
        [replace(card, names=(*card.names, "Somebody"))],
        [replace(card, summary=("A point.",))],
        [replace(card, title_lang="zh", recap_lang="zh")],
        [replace(card, terms=tuple(reversed(card.terms)))],
        [replace(card, terms=(*card.terms, card_term("Knew term", "It is new.", "term-knew-term")))],
        [replace(card, people=tuple(replace(one, role="Mason", aliases=("Annie",)) for one in card.people))],
        [replace(card, people=tuple(replace(one, percent=99, turns=77) for one in card.people))],
        [replace(card, people=card.people[1:])],
        [replace(card, people=tuple(replace(one, name=f"{one.name}s") for one in card.people))],
    )
    after[place : place + 1] = chance.choice(edits)  # type: ignore[attr-defined]
    return before, after, limits


@settings(max_examples=150)
@given(cards_and_edits())
def test_what_a_page_depends_on_is_named(drawn: tuple[list[Card], list[Card], Limits]) -> None:
    *versions, limits = drawn
    old, new = (_with_keys(cards, limits) for cards in versions)
    for uri in old.keys() & new.keys():
        (old_key, old_page), (new_key, new_page) = old[uri], new[uri]
        if old_key == new_key:
            assert old_page == new_page, uri


def _with_keys(cards: Sequence[Card], limits: Limits) -> Mapping[str, tuple[object, str]]:
    by_slug = {card.slug: card for card in cards}
    pages = pages_of(make_catalogue(cards, limits))
    return {
        uri: ((page.rest, [by_slug[slug] for slug in page.slugs]), page.render()) for uri, page in pages.items()
    }


def test_what_a_page_depends_on_is_little() -> None:
    """A talk with other words in it changes the pages that show its words, and no more."""
    cards = many_cards(60)
    before = _with_keys(cards, NARROW)
    after = _with_keys([replace(cards[7], words=1), *cards[:7], *cards[8:]], NARROW)
    changed = {uri for uri in after if after[uri][0] != before[uri][0]}
    assert before.keys() == after.keys()
    assert 0 < len(changed) < len(after) / 4
    assert [uri for uri in changed if uri in {"people.md", "topics.md", "glossary.md", "dates.md"}] == []


def test_settings_of_the_site_are_named_too() -> None:
    catalogue = make_catalogue(many_cards(6))
    sites = [SITE, replace(SITE, description="Other."), replace(SITE, url=None)]
    rests = {tuple(page.rest for page in site_pages(catalogue, site, SAY)) for site in sites}
    rests.add(tuple(page.rest for page in site_pages(catalogue, SITE, strings_for("zh-Hans"))))
    assert len(rests) == 4


# The parts.


@given(st.lists(st.integers(1, 500), max_size=60), st.integers(1, 2_000))
def test_parts_hold_everything_in_order(sizes: list[int], room: int) -> None:
    parts = in_parts(range(len(sizes)), sizes, room)
    assert [number for part in parts for number in part] == list(range(len(sizes)))
    assert all(parts)
    for part in parts:
        assert sum(sizes[number] for number in part) <= room + max(sizes)


def _names() -> st.SearchStrategy[list[str]]:
    letters = st.sampled_from(["ab", "abc", string.ascii_lowercase])
    return letters.flatmap(lambda alphabet: st.lists(st.text(alphabet, max_size=14), max_size=14))


@settings(max_examples=400)
@given(_names(), st.sampled_from([0.5, 0.7, 0.8, 0.86, 0.9, 1.0]))
def test_names_that_are_nearly_equal_are_all_found(names: list[str], least: float) -> None:
    found = {
        (one, other)
        for other in range(len(names))
        for one in range(other)
        if Indel.normalized_similarity(names[one], names[other]) >= least
    }
    assert near_pairs(names, least) == found


def test_doubles_are_found_among_many() -> None:
    cards = [*many_cards(40), a_card("x", people=["Garrison Keel"]), a_card("y", people=["Garisson Keel"])]
    people = make_catalogue(cards).people
    told = [problem.wrong for problem in find_doubles(people, cards)]
    assert "Garrison Keel may be Garisson Keel of y" in told or "Garisson Keel may be Garrison Keel of x" in told


@given(st.text(max_size=20))
def test_slugs_of_plain_letters_are_like_the_others(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()
    # An accented letter in front takes the other way, and is cut off again.
    assert anchors.slug(plain) == (anchors.slug(f"é-{plain}").removeprefix("é").strip("-") or "x")
