"""The proof is tested by damage: whatever is taken, added, moved or hidden, it fails and names the place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from _pytest.mark import ParameterSet
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import anchors
from generator.model import Document, Side, Talk, Transcript, Turn, Utterance
from generator.verify import built_page, fidelity_json, verify_site, verify_talk
from generator.verify.compare import Loss, compare_page
from generator.verify.coverage import find_uncovered
from generator.verify.expected import ExpectedPage, Place, expected_pages
from generator.verify.found import found_page, read_built
from generator.words import visible
from tests.damage import CONTAINER_DAMAGES, TEXT_DAMAGES, TURN_DAMAGES, Damage, blocks_of, langs_of
from tests.site_fixtures import BuiltSite

STEP = 3
"""Every damage is tried on each third container, the next damage on the next ones: each container has several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """The built sample, with a place to lay damaged pages."""

    site: BuiltSite
    """The built site."""
    pages: tuple[ExpectedPage, ...]
    """What must stand on it."""
    bench: Path
    """The file that a damaged page is written to."""

    def soup(self, page: ExpectedPage) -> BeautifulSoup:
        """Return a built page, to be damaged; markup outside the talk is left off."""
        whole = BeautifulSoup(_read(built_page(self.site.folder, page.uri)), "html.parser")
        return BeautifulSoup(f"<body>{whole.select_one('.talk')}</body>", "html.parser")

    def around(self, page: ExpectedPage, number: int) -> tuple[ExpectedPage, BeautifulSoup]:
        """Return a small page of one container and its neighbours, and what must stand on it.

        It takes a tenth of the time, so each container can be damaged in many ways.
        """
        near = page.containers[max(number - 1, 0) : number + 2]
        tags = [_container(_whole(self.soup, page), container.anchor) for container in near]
        parent = tags[0].parent
        assert parent is not None
        inside = "\n".join(map(str, tags))
        classes = " ".join(parent.get_attribute_list("class"))
        html = f'<body><div class="talk" lang="en"><div class="{classes}">{inside}</div></div></body>'
        return replace(page, containers=near), BeautifulSoup(html, "html.parser")

    def losses(self, page: ExpectedPage, soup: BeautifulSoup) -> list[Loss]:
        """Return what the proof finds on a damaged page."""
        self.bench.write_text(str(soup), encoding="utf-8")
        return list(compare_page(page, found_page(self.bench, read_built(self.bench))))


_WHOLE: dict[str, BeautifulSoup] = {}


def _whole(read: Callable[[ExpectedPage], BeautifulSoup], page: ExpectedPage) -> BeautifulSoup:
    """Return a built page that is read but never damaged."""
    key = f"{page.uri} {page.containers[0].place}"
    if key not in _WHOLE:
        _WHOLE[key] = read(page)
    return _WHOLE[key]


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def workbench(sample_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """Return the built sample site and all that must stand on it."""
    bench = tmp_path_factory.mktemp("bench") / "page.html"
    return Workbench(site=sample_site, pages=expected_pages(sample_site.talk), bench=bench)


def _container(soup: BeautifulSoup, anchor: str) -> Tag:
    found = soup.find(id=anchor)
    assert isinstance(found, Tag)
    return found


def _assert_named(losses: list[Loss], anchor: str, damage: str) -> None:
    """At least one line names the container: page and anchor, and where in the source it comes from."""
    lines = [str(loss) for loss in losses]
    assert any(line.endswith(f"#{anchor}") for line in lines), (anchor, damage, lines)
    assert all(loss.origin.line >= 1 and loss.origin.path for loss in losses)


# --- Nothing is wrong ----------------------------------------------------------------------------------


def test_undamaged_site_has_no_loss(workbench: Workbench) -> None:
    figures, losses = verify_talk(workbench.site.talk, workbench.site.folder)
    assert losses == ()
    for file in figures:
        assert file.found + file.structural + file.repeated == file.characters
        assert (file.lost, file.added) == (0, 0)
    assert fidelity_json(figures) == (workbench.site.folder / "fidelity.json").read_text(encoding="utf-8")


def test_reserialised_pages_have_no_loss(workbench: Workbench) -> None:
    """The damages below go through BeautifulSoup: that alone must change nothing."""
    for page in workbench.pages:
        assert workbench.losses(page, workbench.soup(page)) == []


def test_sample_has_all_there_is_to_damage(workbench: Workbench) -> None:
    assert {page.containers[0].place for page in workbench.pages} == set(Place) - {
        Place.SOURCE_TITLE,
        Place.CHAPTER,
    }
    turns = next(page for page in workbench.pages if page.uri == anchors.TRANSCRIPT_URI).containers
    soup = workbench.soup(next(page for page in workbench.pages if page.uri == anchors.TRANSCRIPT_URI))
    assert all(len(langs_of(_container(soup, turn.anchor))) == 2 for turn in turns)


# --- Damage to the pages -------------------------------------------------------------------------------


def _tried(page: ExpectedPage, turn: int) -> Iterator[tuple[int, str]]:
    """Yield place and anchor of the containers of a page that a damage is tried on."""
    for number, container in enumerate(page.containers):
        if len(page.containers) < STEP or (number + turn) % STEP == 0:
            yield number, container.anchor


def _ids(damages: Iterable[Damage]) -> list[ParameterSet]:
    return [pytest.param(turn, damage, id=damage.name.replace(" ", "_")) for turn, damage in enumerate(damages)]


@pytest.mark.parametrize(("turn", "damage"), _ids(TEXT_DAMAGES))
def test_damaged_text_is_named(workbench: Workbench, turn: int, damage: Damage) -> None:
    done = 0
    for page in workbench.pages:
        for number, anchor in _tried(page, turn):
            part, soup = workbench.around(page, number)
            langs = langs_of(_container(soup, anchor))
            for lang in langs:
                random = Random(f"{damage.name} {page.uri} {anchor} {lang}")
                part, soup = workbench.around(page, number)
                if damage.apply(random.choice(blocks_of(_container(soup, anchor), lang)), random):
                    _assert_named(workbench.losses(part, soup), anchor, damage.name)
                    done += 1
    assert done >= 20


@pytest.mark.parametrize(("turn", "damage"), _ids(CONTAINER_DAMAGES))
def test_damaged_container_is_named(workbench: Workbench, turn: int, damage: Damage) -> None:
    done = 0
    for page in workbench.pages:
        for number, anchor in _tried(page, turn):
            part, soup = workbench.around(page, number)
            if damage.apply(_container(soup, anchor), Random(f"{damage.name} {page.uri} {anchor}")):
                losses = workbench.losses(part, soup)
                if damage.name == "moved behind the next":
                    # Of two that changed places either may be called the one out of order. Entries of the
                    # glossary are sorted by the page, not by the source.
                    after = part.containers[min(number, 1) + 1].anchor
                    assert [loss.anchor for loss in losses] == (
                        [] if page.containers[0].place is Place.TERM else [after]
                    )
                elif damage.name == "copied without its anchor":
                    assert ["is not in the source" in str(loss) for loss in losses] == [True]
                else:
                    _assert_named(losses, anchor, damage.name)
                done += 1
    assert done >= 20


@pytest.mark.parametrize(("turn", "damage"), _ids(TURN_DAMAGES))
def test_damaged_turn_is_named(workbench: Workbench, turn: int, damage: Damage) -> None:
    page, done = _transcript(workbench), 0
    for number, container in enumerate(page.containers):
        part, soup = workbench.around(page, number)
        if damage.apply(_container(soup, container.anchor), Random(turn)):
            _assert_named(workbench.losses(part, soup), container.anchor, damage.name)
            done += 1
    assert done >= 1


@settings(max_examples=300)
@given(st.integers(min_value=0))
def test_any_damage_anywhere_is_named(workbench: Workbench, seed: int) -> None:
    random = Random(seed)
    page = random.choice(workbench.pages)
    number = random.randrange(len(page.containers))
    damage = random.choice(TEXT_DAMAGES)
    part, soup = workbench.around(page, number)
    anchor = page.containers[number].anchor
    if damage.apply(random.choice(blocks_of(_container(soup, anchor))), random):
        _assert_named(workbench.losses(part, soup), anchor, damage.name)


def _transcript(workbench: Workbench) -> ExpectedPage:
    return next(page for page in workbench.pages if page.uri == anchors.TRANSCRIPT_URI)


def test_words_between_turns_are_named(workbench: Workbench) -> None:
    for page in (page for page in workbench.pages if page.containers[0].place is not Place.TITLE):
        for container in page.containers[::10]:
            for words in (NavigableString("uttered by nobody"), _paragraph("uttered by nobody")):
                soup = workbench.soup(page)
                _container(soup, container.anchor).insert_after(words)
                _assert_named(workbench.losses(page, soup), container.anchor, "words between")


def _paragraph(words: str) -> Tag:
    tag = Tag(name="p", attrs={"lang": "en"})
    tag.append(NavigableString(words))
    return tag


def test_foreign_turn_is_named(workbench: Workbench) -> None:
    page = _transcript(workbench)
    for anchor in ("t999", "", "x"):
        soup = workbench.soup(page)
        turn = BeautifulSoup(
            f'<section class="turn" id="{anchor}"><p lang="en">Not said.</p></section>', "html.parser"
        )
        _container(soup, "t7").insert_after(turn)
        assert any("is not in the source" in str(loss) for loss in workbench.losses(page, soup))


def test_turn_inside_another_is_named(workbench: Workbench) -> None:
    page = _transcript(workbench)
    soup = workbench.soup(page)
    _container(soup, "t4").append(_container(soup, "t5").extract())
    losses = workbench.losses(page, soup)
    _assert_named(losses, "t5", "nested")


def test_reversed_transcript_is_named(workbench: Workbench) -> None:
    page = _transcript(workbench)
    soup = workbench.soup(page)
    parent = _container(soup, "t1").parent
    assert parent is not None
    for tag in list(parent.find_all("section", recursive=False)):
        parent.insert(0, tag.extract())
    assert len(workbench.losses(page, soup)) >= len(page.containers) - 1


def test_missing_page_names_every_container(workbench: Workbench) -> None:
    for page in workbench.pages:
        nowhere = workbench.bench.with_name("nowhere.html")
        losses = list(compare_page(page, found_page(nowhere, read_built(nowhere))))
        assert [loss.anchor for loss in losses] == [container.anchor for container in page.containers]
        assert sum(loss.lost for loss in losses) == sum(
            len(block.text) for container in page.containers for block in container.blocks if block.spans
        )


def test_figures_of_a_small_loss(workbench: Workbench) -> None:
    page = _transcript(workbench)
    soup = workbench.soup(page)
    block = blocks_of(_container(soup, "t12"), "en")[-1]
    text = block.get_text()
    block.string = text.replace(text.split()[3], "", 1)
    (loss,) = workbench.losses(page, soup)
    assert (loss.lost, loss.added) == (len(text.split()[3]), 0)
    assert loss.matter.startswith("turn 12 (Moderator) reads “")


def test_long_difference_takes_no_time(workbench: Workbench) -> None:
    """A paragraph of a hundred thousand characters that is quite another one must not stop the build for hours."""
    page = _transcript(workbench)
    turn = page.containers[0]
    block = turn.blocks[1]._replace(said="ab" * 100_000)
    long_page = replace(page, containers=(replace(turn, blocks=(turn.blocks[0], block, *turn.blocks[2:])),))
    soup = workbench.soup(page)
    for tag in _container(soup, "t1").find_next_siblings("section"):
        tag.extract()
    blocks_of(_container(soup, "t1"))[1].string = "cd" * 100_000
    _assert_named(workbench.losses(long_page, soup), "t1", "long")


# --- Damage to the record page and the downloads ------------------------------------------------------------


@pytest.fixture
def copied(sample_site: BuiltSite, tmp_path: Path) -> Path:
    """Copy the built talk to where it may be damaged."""
    return Path(shutil.copytree(sample_site.folder, tmp_path / "talk"))


def _rewrite(path: Path, change: Callable[[BeautifulSoup], None]) -> None:
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    change(soup)
    path.write_text(str(soup), encoding="utf-8")


def _record_losses(site: BuiltSite, folder: Path) -> list[str]:
    return [str(loss) for loss in verify_talk(site.talk, folder)[1]]


@pytest.mark.parametrize("name", ["characters", "words", "found", "structural", "repeated", "lost"])
@pytest.mark.parametrize("part", ["value", "printed"])
def test_changed_figure_is_named(sample_site: BuiltSite, copied: Path, name: str, part: str) -> None:
    def change(soup: BeautifulSoup) -> None:
        cell = soup.find_all("data", class_=name)[-1]
        if part == "value":
            cell["value"] = f"1{cell['value']}"
        else:
            cell.string = f"1{cell.get_text()}"

    _rewrite(copied / "record.html", change)
    lines = _record_losses(sample_site, copied)
    assert len(lines) == 1
    assert name in lines[0]
    assert sample_site.talk.documents[-1].source.path in lines[0]


def test_changed_hash_is_named(sample_site: BuiltSite, copied: Path) -> None:
    source = sample_site.talk.documents[0].source
    page = copied / "record.html"
    page.write_text(page.read_text(encoding="utf-8").replace(source.sha256, "0" * 64), encoding="utf-8")
    assert [source.path in line and "hash" in line for line in _record_losses(sample_site, copied)] == [True]


def test_missing_row_is_named(sample_site: BuiltSite, copied: Path) -> None:
    path = sample_site.talk.documents[0].source.path

    def change(soup: BeautifulSoup) -> None:
        row = soup.find("a", attrs={"data-file": path})
        assert isinstance(row, Tag)
        parent = row.find_parent("tr")
        assert parent is not None
        parent.decompose()

    _rewrite(copied / "record.html", change)
    assert [line.startswith(path) for line in _record_losses(sample_site, copied)] == [True]


def test_missing_record_is_named(sample_site: BuiltSite, copied: Path) -> None:
    (copied / "record.html").unlink()
    assert ["record page is missing" in line for line in _record_losses(sample_site, copied)] == [True]


@pytest.mark.parametrize("harm", ["one byte", "gone", "exchanged"])
def test_damaged_download_is_named(sample_site: BuiltSite, copied: Path, harm: str) -> None:
    files = sorted((copied / "sources").iterdir())
    if harm == "one byte":
        content = bytearray(files[0].read_bytes())
        content[len(content) // 2] ^= 1
        files[0].write_bytes(bytes(content))
    elif harm == "gone":
        files[0].unlink()
    else:
        one, other = files[0].read_bytes(), files[1].read_bytes()
        files[0].write_bytes(other)
        files[1].write_bytes(one)
    lines = _record_losses(sample_site, copied)
    assert len(lines) == (2 if harm == "exchanged" else 1)
    assert all("download" in line for line in lines)


def test_whole_site_names_the_talk(sample_site: BuiltSite, tmp_path: Path) -> None:
    site = Path(shutil.copytree(sample_site.root / "site", tmp_path / "site"))
    assert verify_site([sample_site.talk], site)[1] == ()
    shutil.rmtree(site / "talks" / sample_site.talk.slug)
    lines = [str(loss) for loss in verify_site([sample_site.talk], site)[1]]
    assert lines
    assert all("is missing" in line for line in lines)


# --- Damage to the model: what a reader might have lost before any page was written ---------------------------


def _main(talk: Talk) -> Transcript:
    return talk.transcripts[0]


def _with_turns(talk: Talk, turns: tuple[Turn, ...]) -> Talk:
    return replace(talk, transcripts=(replace(_main(talk), turns=turns), *talk.transcripts[1:]))


def _document(talk: Talk) -> Document:
    return next(document for document in talk.documents if document.source is _main(talk).source)


def _with_utterances(talk: Talk, utterances: tuple[Utterance, ...]) -> Talk:
    changed = replace(_document(talk), utterances=utterances)
    return replace(talk, documents=tuple(changed if doc is _document(talk) else doc for doc in talk.documents))


def _lines(talk: Talk) -> list[str]:
    return [str(loss) for loss in find_uncovered(talk, expected_pages(talk))]


def test_whole_model_has_no_loss(sample_site: BuiltSite) -> None:
    assert _lines(sample_site.talk) == []


def test_dropped_turn_is_named(sample_site: BuiltSite) -> None:
    turns = _main(sample_site.talk).turns
    for index, turn in enumerate(turns):
        lines = _lines(_with_turns(sample_site.talk, (*turns[:index], *turns[index + 1 :])))
        for side in turn.sides:
            for excerpt in side.paragraphs:
                place = f"{_main(sample_site.talk).source.path}:{excerpt.line}: "
                assert any(line.startswith(place) for line in lines), turn.number


def test_dropped_paragraph_is_named(sample_site: BuiltSite) -> None:
    turns = _main(sample_site.talk).turns
    for index, turn in enumerate(turns):
        for number, side in enumerate(turn.sides):
            shorter = replace(side, paragraphs=side.paragraphs[:-1])
            sides = (*turn.sides[:number], shorter, *turn.sides[number + 1 :])
            changed = (*turns[:index], replace(turn, sides=sides), *turns[index + 1 :])
            place = f"{_main(sample_site.talk).source.path}:{side.paragraphs[-1].line}: "
            lines = _lines(_with_turns(sample_site.talk, changed))
            assert any(line.startswith(place) and "is on no page" in line for line in lines), turn.number


def test_shortened_excerpt_is_named(sample_site: BuiltSite) -> None:
    """An excerpt that stops one character early leaves that character on no page."""
    turns = _main(sample_site.talk).turns
    for index, turn in enumerate(turns):
        last = turn.sides[-1].paragraphs[-1]
        cut = last.part(0, len(last.text) - 1)
        side = replace(turn.sides[-1], paragraphs=(*turn.sides[-1].paragraphs[:-1], cut))
        changed = (*turns[:index], replace(turn, sides=(*turn.sides[:-1], side)), *turns[index + 1 :])
        assert any("is on no page" in line for line in _lines(_with_turns(sample_site.talk, changed)))


def test_excerpt_shown_twice_is_named(sample_site: BuiltSite) -> None:
    turns = _main(sample_site.talk).turns
    side = turns[3].sides[0]
    twice = replace(side, paragraphs=(*side.paragraphs, side.paragraphs[-1]))
    changed = (*turns[:3], replace(turns[3], sides=(twice, *turns[3].sides[1:])), *turns[4:])
    assert any("is claimed twice" in line for line in _lines(_with_turns(sample_site.talk, changed)))


def test_swapped_turns_are_named(sample_site: BuiltSite) -> None:
    turns = _main(sample_site.talk).turns
    for index in range(len(turns) - 1):
        changed = (*turns[:index], turns[index + 1], turns[index], *turns[index + 2 :])
        lines = _lines(_with_turns(sample_site.talk, changed))
        assert any(line.endswith(f"#t{turns[index].number}") for line in lines), index


def test_turn_of_another_speaker_is_named(sample_site: BuiltSite) -> None:
    turns = _main(sample_site.talk).turns
    for index, turn in enumerate(turns):
        for speaker in (None, next(one.id for one in sample_site.talk.speakers if one.id != turn.speaker)):
            changed = (*turns[:index], replace(turn, speaker=speaker), *turns[index + 1 :])
            lines = _lines(_with_turns(sample_site.talk, changed))
            for side in turn.sides:
                place = f"{_main(sample_site.talk).source.path}:{side.paragraphs[0].line}: "
                assert any(
                    (line.startswith(place) and "is given to" in line) or "and given to" in line for line in lines
                )


def test_paragraph_in_the_next_turn_is_named(sample_site: BuiltSite) -> None:
    turns = _main(sample_site.talk).turns
    for index in range(len(turns) - 1):
        one, two = turns[index], turns[index + 1]
        moved = one.main.paragraphs[-1]
        shorter: Side = replace(one.main, paragraphs=one.main.paragraphs[:-1])
        longer: Side = replace(two.main, paragraphs=(moved, *two.main.paragraphs))
        changed = (
            *turns[:index],
            replace(one, sides=(shorter, *one.sides[1:])),
            replace(two, sides=(longer, *two.sides[1:])),
            *turns[index + 2 :],
        )
        if one.speaker != two.speaker:
            place = f"{_main(sample_site.talk).source.path}:{moved.line}: "
            assert any(line.startswith(place) for line in _lines(_with_turns(sample_site.talk, changed)))


def test_dropped_label_is_named(sample_site: BuiltSite) -> None:
    utterances = _document(sample_site.talk).utterances
    for index, utterance in enumerate(utterances):
        assert utterance.label is not None
        bare = replace(utterance, label=None)
        changed = (*utterances[:index], bare, *utterances[index + 1 :])
        place = f"{_main(sample_site.talk).source.path}:{utterance.label.line}: "
        lines = _lines(_with_utterances(sample_site.talk, changed))
        assert any(line.startswith(f"{place}“{utterance.label.text}” is on no page") for line in lines)


def test_swapped_labels_are_named(sample_site: BuiltSite) -> None:
    """A reader that mixes up two labels mixes up the turns as well: each alone would look right."""
    talk = sample_site.talk
    turns, utterances = _main(talk).turns, _document(talk).utterances
    one, two = turns[0], turns[1]
    swapped = _with_turns(talk, (replace(one, speaker=two.speaker), replace(two, speaker=one.speaker), *turns[2:]))
    first = [utterance for utterance in utterances if utterance.label in {side.label for side in one.sides}][:2]
    second = [utterance for utterance in utterances if utterance.label in {side.label for side in two.sides}][:2]
    exchange = {id(a): replace(a, label=b.label) for a, b in zip(first, second, strict=True)}
    exchange |= {id(b): replace(b, label=a.label) for a, b in zip(first, second, strict=True)}
    changed = _with_utterances(swapped, tuple(exchange.get(id(it), it) for it in utterances))
    lines = _lines(changed)
    for side in (*one.sides, *two.sides):
        place = f"{_main(talk).source.path}:{side.paragraphs[0].line}: "
        assert any(line.startswith(place) and "label" in line for line in lines)


def test_changed_copy_of_a_label_is_no_alibi(sample_site: BuiltSite) -> None:
    """The proof reads labels in the source: a model that copied them wrongly convinces nobody."""
    talk = sample_site.talk
    turns, utterances = _main(talk).turns, _document(talk).utterances
    other = next(speaker for speaker in talk.speakers if speaker.id != turns[0].speaker)
    label = utterances[0].label
    assert label is not None
    lied = replace(utterances[0], label=replace(label, text=other.name))
    changed = _with_utterances(
        _with_turns(talk, (replace(turns[0], speaker=other.id), *turns[1:])), (lied, *utterances[1:])
    )
    assert any("is said by Moderator" in line for line in _lines(changed))


def test_dropped_recap_entries_are_named(sample_site: BuiltSite) -> None:
    talk = sample_site.talk
    recap = talk.recap
    for index, point in enumerate(recap.summary):
        less = replace(recap, summary=(*recap.summary[:index], *recap.summary[index + 1 :]))
        _assert_uncovered(replace(talk, recap=less), point.line)
    for index, takeaway in enumerate(recap.takeaways):
        less = replace(recap, takeaways=(*recap.takeaways[:index], *recap.takeaways[index + 1 :]))
        _assert_uncovered(replace(talk, recap=less), takeaway.text.line)
        bare = replace(takeaway, label=None)
        less = replace(recap, takeaways=(*recap.takeaways[:index], bare, *recap.takeaways[index + 1 :]))
        _assert_uncovered(replace(talk, recap=less), takeaway.text.line)
    for index, term in enumerate(recap.terms):
        less = replace(recap, terms=(*recap.terms[:index], *recap.terms[index + 1 :]))
        _assert_uncovered(replace(talk, recap=less), term.name.line)


def _assert_uncovered(talk: Talk, line: int) -> None:
    assert talk.recap_source is not None
    place = f"{talk.recap_source.path}:{line}: "
    assert any(found.startswith(place) and "is on no page" in found for found in _lines(talk))


def test_swapped_points_are_named(sample_site: BuiltSite) -> None:
    recap = sample_site.talk.recap
    first, second, *others = recap.summary
    swapped = replace(sample_site.talk, recap=replace(recap, summary=(second, first, *others)))
    assert any(line.endswith("#summary-2") for line in _lines(swapped))


def test_dropped_witness_and_title_are_named(sample_site: BuiltSite) -> None:
    talk = sample_site.talk
    assert _lines(replace(talk, transcripts=talk.transcripts[:1]))
    assert talk.title_excerpt is not None
    untitled = _lines(replace(talk, title_excerpt=None))
    assert any(talk.title_excerpt.text[:20] in line for line in untitled)


def test_every_skipped_stretch_is_needed(sample_site: BuiltSite) -> None:
    """What is left out by name is left out by that name only: without it the proof names the stretch."""
    for document in sample_site.talk.documents:
        for index, item in enumerate(document.skipped):
            if not visible(item.excerpt.text):
                continue
            less = replace(document, skipped=(*document.skipped[:index], *document.skipped[index + 1 :]))
            documents = tuple(less if doc is document else doc for doc in sample_site.talk.documents)
            place = f"{document.source.path}:{item.excerpt.line}: "
            lines = _lines(replace(sample_site.talk, documents=documents))
            assert any(line.startswith(place) for line in lines)
