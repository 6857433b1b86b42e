"""What is found out about a talk: stage directions, who said how much, what became of every character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis import analyse
from generator.analysis.account import account_for
from generator.analysis.events import find_events
from generator.analysis.speakers import count_follows, count_speakers, turn_words
from generator.formats import read_document
from generator.model import Document, Kind, Role, Side, Skipped, Speaker, Talk, Transcript, Turn, Utterance
from generator.origin import Excerpt, Source
from generator.words import count_words, visible
from tests.hazards import lines
from tests.site_fixtures import BuiltSite

SOURCE = Source(path="talks/x/transcript.md", text="", sha256="0" * 64)
IDS = ("ann", "bo", "cy")


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("So [laughter] we went on.", [("[laughter]", "laughter")]),
        ("所以[笑声]我们继续。", [("[笑声]", "laughter")]),
        ("Yes (laughter) it is.", [("(laughter)", "laughter")]),
        ("是的（笑）。", [("（笑）", "laughter")]),
        ("【掌声】谢谢大家。", [("【掌声】", "applause")]),
        ("謝謝（掌聲）。", [("（掌聲）", "applause")]),
        ("[APPLAUSE] [Music playing]", [("[APPLAUSE]", "applause"), ("[Music playing]", "music")]),
        ("[inaudible 00:12:03] it was", [("[inaudible 00:12:03]", "unclear")]),
        ("[crosstalk] no, [Overlapping]", [("[crosstalk]", "crosstalk"), ("[Overlapping]", "crosstalk")]),
        ("He left. [door closes]", [("[door closes]", "other")]),
        ("[long pause] Hm.", [("[long pause]", "pause")]),
        ("See note [1] and [12].", []),
        ("[00:12] We begin.", []),
        ("[here](https://example.org) it is", []),
        ("[x]: https://example.org", []),
        ("I said (and meant) it.", []),
        ("(I had to laugh when he came in, really)", []),
        ("[] [ ] 【】 () （）", []),
        ("[a [b] c]", [("[b]", "other")]),
        ("([laughter])", [("([laughter])", "laughter")]),
        ("no [end", []),
        ("", []),
    ],
)
def test_stage_directions(text: str, events: list[tuple[str, str]]) -> None:
    assert [(text[event.start : event.end], event.kind) for event in find_events(text)] == events


@given(lines())
def test_stage_directions_do_not_overlap(text: str) -> None:
    events = find_events(text)
    ends = [0, *(event.end for event in events)]
    for event, before in zip(events, ends, strict=False):
        assert before <= event.start < event.end <= len(text)


# --- Who said how much ------------------------------------------------------------------------------------


def _side(lang: str, texts: list[str]) -> Side:
    return Side(lang=lang, label=None, paragraphs=tuple(Excerpt(text, 0, len(text), 1) for text in texts))


def _turns(said: list[tuple[str | None, list[str]]]) -> tuple[Turn, ...]:
    return tuple(
        Turn(number=number, speaker=speaker, sides=(_side("en", texts), _side("zh", ["好吗？" for _ in texts])))
        for number, (speaker, texts) in enumerate(said, start=1)
    )


def _talk(said: list[tuple[str | None, list[str]]]) -> Talk:
    transcript = Transcript(kind=Kind.LABELLED, source=SOURCE, langs=("en", "zh"), turns=_turns(said))
    speakers = tuple(Speaker(id=speaker_id, name=speaker_id.title()) for speaker_id in IDS)
    return Talk(slug="x", title="X", lang="en", speakers=speakers, transcripts=(transcript,))


SAID = st.lists(
    st.tuples(st.sampled_from(IDS), st.lists(lines(), max_size=3)),
    min_size=1,
    max_size=12,
)


@given(SAID)
def test_sums_of_speakers_are_the_totals_of_the_talk(said: list[tuple[str | None, list[str]]]) -> None:
    talk = _talk(said)
    turns, stats = talk.transcripts[0].turns, count_speakers(talk)
    assert sum(one.words for one in stats) == sum(map(turn_words, turns))
    assert sum(map(turn_words, turns)) == sum(count_words(text) for _, texts in said for text in texts)
    assert sorted(number for one in stats for number in one.turns) == [turn.number for turn in turns]
    assert sum(one.percent for one in stats) == (100 if sum(one.words for one in stats) else 0)
    for one in stats:
        own = [turn for turn in turns if turn.speaker == one.speaker]
        assert one.longest_words == max(map(turn_words, own))
        assert one.longest_words == turn_words(turns[one.longest_turn - 1])
        assert one.words == sum(map(turn_words, own))
        # Rounded down or up, never further.
        assert abs(one.percent - 100 * one.words / (sum(map(turn_words, turns)) or 1)) < 1


@given(SAID)
def test_each_turn_but_the_first_follows_one(said: list[tuple[str | None, list[str]]]) -> None:
    follows = count_follows(_talk(said))
    assert sum(follow.times for follow in follows) == len(said) - 1
    assert [follow.times for follow in follows] == sorted((follow.times for follow in follows), reverse=True)
    for speaker in IDS:
        came_after = sum(follow.times for follow in follows if follow.then == speaker)
        assert came_after == sum(one == speaker for one, _ in said[1:])


def test_turn_of_nobody_breaks_the_chain() -> None:
    talk = _talk([("ann", ["Yes."]), (None, ["Who?"]), ("bo", ["No."]), ("ann", ["Yes."])])
    assert [(one.first, one.then, one.times) for one in count_follows(talk)] == [("bo", "ann", 1)]


def test_questions_are_counted_in_the_language_that_has_more() -> None:
    stats = count_speakers(_talk([("ann", ["Is it? Or not?", "Well."]), ("bo", ["so is it"])]))
    assert [(one.speaker, one.questions) for one in stats] == [("ann", 2), ("bo", 1)]


def test_nobody_named_nothing_counted() -> None:
    talk = _talk([(None, ["Yes."]), (None, ["No."])])
    assert (count_speakers(talk), count_follows(talk)) == ((), ())
    assert analyse(Talk(slug="x", title="X", lang="en")).speakers == ()


# --- What became of every character ---------------------------------------------------------------------


@given(st.lists(lines(), min_size=1, max_size=8))
def test_account_adds_up(texts: list[str]) -> None:
    document = read_document(
        Source(path="talks/x/t.md", text="\n\n".join(f"**Ann:** w {text}" for text in texts), sha256="")
    )
    account = account_for(Talk(slug="x", title="X", lang="en", documents=(document,)), document)
    assert account.found + account.structural + account.repeated == account.characters
    assert account.characters == len(visible(document.source.text))
    assert sum(setting.characters for setting in account.settings) == account.structural + account.repeated


def test_account_of_the_sample_adds_up(sample_site: BuiltSite) -> None:
    for account in analyse(sample_site.talk).accounts:
        assert account.found + account.structural + account.repeated == account.characters
        assert sum(setting.characters for setting in account.settings) == account.structural + account.repeated
        for setting in account.settings:
            assert list(setting.lines) == sorted(set(setting.lines))


def test_label_printed_otherwise_is_structure() -> None:
    """A label that stands for a name is not on the page itself: the account says so, in `talk.yml`'s words."""
    text = "**AA:** Yes."
    label, said = Excerpt("AA", 2, 4, 1), Excerpt("Yes.", 8, 12, 1)
    source = Source(path="talks/x/t.md", text=text, sha256="")
    document = Document(
        source=source,
        format="labelled",
        utterances=(Utterance(label=label, paragraphs=(said,), lang="en"),),
        skipped=tuple(
            Skipped(excerpt=Excerpt(text[start:end], start, end, 1), role=Role.STRUCTURE, reason="label mark")
            for start, end in ((0, 2), (4, 7))
        ),
    )
    speakers = (Speaker(id="ann", name="Ann Arbor", aliases=("AA",)),)
    account = account_for(Talk(slug="x", title="X", lang="en", speakers=speakers, documents=(document,)), document)
    assert [(setting.reason, setting.characters) for setting in account.settings] == [
        ("label mark", 5),
        ("label of Ann Arbor", 2),
    ]
    assert (account.found, account.structural) == (4, 7)
