"""Evidence: the passages that bear out a claim, never one that does not, quoted letter for letter."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.evidence import Claim, ClaimKind, Strength, backlinks, link_evidence
from generator.analysis.evidence_find import Finder
from generator.analysis.evidence_window import LONGEST, best_window
from generator.analysis.quotations import cited, find_quotations, is_mention, is_said
from generator.model import Kind, Recap, Side, Speaker, Takeaway, Talk, Term, Transcript, Turn
from generator.origin import Excerpt, Source
from tests.bench.evidence_corpora import ROOT, Meeting, chinese, sample

GARDEN = (
    ("Ada", "Good evening everybody, and welcome to the allotment society."),
    ("Ben", "I planted eleven walnut trees beside the canal in 2019, and the squirrels took every single nut."),
    ("Ada", "What would you plant instead?"),
    ("Ben", "Hazel. Hazel grows back after the deer have eaten it, and it needs no water in August."),
    ("Eve", "We measured the soil: it is too sour for cherries, so we spread lime on it every second winter."),
)


def excerpt(text: str, line: int = 1) -> Excerpt:
    return Excerpt(text, 0, len(text), line)


def turn(number: int, speaker: str | None, **sides: str) -> Turn:
    """Return a turn with a text for each language; a blank line parts paragraphs."""
    made = (
        Side(lang=lang, label=None, paragraphs=tuple(excerpt(part) for part in text.split("\n\n") if part))
        for lang, text in sides.items()
    )
    return Turn(number=number, speaker=speaker, sides=tuple(made))


def talk(turns: list[Turn], *claims: str, lang: str = "en", terms: tuple[str, ...] = ()) -> Talk:
    """Return a talk whose summary makes the claims."""
    langs = tuple(dict.fromkeys(side.lang for one in turns for side in one.sides)) or (lang,)
    source = Source(path="t.md", text="", sha256="")
    names = dict.fromkeys(one.speaker for one in turns if one.speaker)
    recap = Recap(
        summary=tuple(excerpt(claim, line) for line, claim in enumerate(claims, start=1)),
        terms=tuple(Term(name=excerpt(term), definition=excerpt("")) for term in terms),
    )
    return Talk(
        slug="t",
        title="T",
        lang=lang,
        recap=recap,
        recap_lang=lang,
        speakers=tuple(Speaker(id=name, name=name) for name in names),
        transcripts=(Transcript(kind=Kind.LABELLED, source=source, langs=langs, turns=tuple(turns)),),
    )


def garden(*claims: str) -> Talk:
    return talk([turn(number, name, en=text) for number, (name, text) in enumerate(GARDEN, start=1)], *claims)


def found(made: Talk) -> list[list[int]]:
    """Return for each claim the turns that bear it out."""
    return [[passage.turn for passage in claim.passages] for claim in link_evidence(made)]


@pytest.fixture(scope="module")
def hand_checked() -> Meeting:
    return sample()


def test_every_claim_of_the_sample_leads_first_to_a_right_passage(hand_checked: Meeting) -> None:
    claims = link_evidence(hand_checked.talk)
    assert len(claims) == len(hand_checked.claims) == 12
    for claim, truth in zip(claims, hand_checked.claims, strict=True):
        best = claim.passages[0]
        assert (best.turn, best.paragraph) in truth.right, f"{claim.kind} {claim.index}"
        assert len(claim.passages) <= 3


def test_every_claim_of_the_sample_in_chinese_leads_to_the_paired_turn_or_to_nothing() -> None:
    meeting = chinese()
    finder = Finder(meeting.talk, meeting.talk.transcripts[0])
    some = [(finder.find(claim.text), claim.right) for claim in meeting.claims]
    shown = [(passages[0], right) for passages, right in some if passages]
    assert len(shown) >= 9
    for best, right in shown:
        assert (best.turn, best.paragraph) in right
        assert best.lang == "zh-Hans"


def test_the_quotations_of_the_sample_are_no_misquotations(hand_checked: Meeting) -> None:
    assert [claim.misquotations for claim in link_evidence(hand_checked.talk) if claim.misquotations] == []


def test_claims_of_another_talk_find_nothing(hand_checked: Meeting) -> None:
    points = (*hand_checked.talk.recap.summary, *(item.text for item in hand_checked.talk.recap.takeaways))
    assert found(garden(*(point.text for point in points))) == [[]] * 12
    claims = (
        "Walnut trees beside the canal lost their nuts to squirrels.",
        "Lime is spread on sour soil in winter.",
    )
    foreign = replace(hand_checked.talk, recap=Recap(summary=tuple(map(excerpt, claims))))
    assert found(foreign) == [[], []]


def test_a_claim_finds_what_bears_it_out() -> None:
    claims = (
        "The walnuts planted by the canal in 2019 were eaten by squirrels.",
        "Deer do not harm hazel, which needs little water.",
        "Lime is spread against sour soil.",
    )
    assert [turns[0] for turns in found(garden(*claims))] == [2, 4, 5]


def test_the_speaker_whom_a_claim_names_goes_first() -> None:
    turns = [
        turn(1, "Ada", en="Ben planted hazel trees along the canal, everybody says, and they grow well there."),
        turn(2, "Ben", en="I planted hazel trees along the canal, and they grow well, which surprised me most."),
    ]
    assert found(talk(turns, "Ben says that hazel trees grow well along the canal."))[0][0] == 2
    assert found(talk(turns, "Ada says that hazel trees grow well along the canal."))[0][0] == 1


def test_a_question_gives_way_to_its_answer() -> None:
    turns = [
        turn(1, "Ada", en="Do hazel trees grow well along the old canal in our town?"),
        turn(2, "Ben", en="Hazel trees grow well along the old canal in our town."),
    ]
    assert found(talk(turns, "Hazel trees grow well along the canal."))[0][0] == 2


def test_what_a_claim_quotes_is_verbatim() -> None:
    made = garden('Ben warns that "the squirrels took every single nut" of his trees.')
    (claim,) = link_evidence(made)
    assert claim.passages[0].strength is Strength.VERBATIM
    assert "the squirrels took every single nut" in claim.passages[0].quotation


def test_a_misquotation_names_the_nearest_turn() -> None:
    (claim,) = link_evidence(garden('Ben warns that "the squirrels stole every single acorn" of his trees.'))
    (wrong,) = claim.misquotations
    assert (wrong.turn, wrong.line) == (2, 1)
    assert wrong.nearest.startswith("the squirrels took every single nut")
    assert 0.6 < wrong.similarity < 1
    assert claim.passages[0].strength is not Strength.VERBATIM


def test_a_turn_of_one_word_is_not_the_nearest() -> None:
    made = talk([turn(1, "A", en="Who"), turn(2, "B", en="The launch is on the fourth of August, we hope.")])
    made = replace(made, recap=Recap(summary=(excerpt('"and who got the launch on the 14th of August"'),)))
    assert link_evidence(made)[0].misquotations[0].turn == 2


@pytest.mark.parametrize(
    "quoted",
    [
        "“Hazel grows back”",
        "«hazel   GROWS BACK after»",
        "「hazel grows back」",
        '"hazel … needs no water"',
        '"it [the tree] needs no water in August"',
        "'hazel grows back after the deer'",
        '"hazel, um, grows back"',
        '"hazel growing back after the deer"',
        'a so-called "sweet cherry"',
        "the 'cherry'",
        '"the cold frame problem"',
    ],
)
def test_what_is_no_misquotation(quoted: str) -> None:
    made = garden(f"He said {quoted}.")
    term = Term(name=excerpt("The cold frame problem"), definition=excerpt(""))
    made = replace(made, recap=replace(made.recap, terms=(term,)))
    assert [claim.misquotations for claim in link_evidence(made)] == [()]


@pytest.mark.parametrize(
    "quoted",
    ["“hazel never grows back”", '"water … grows back after"', "『胡桃长在运河边』", "'the deer ate every nut'"],
)
def test_what_is_a_misquotation(quoted: str) -> None:
    (claim,) = link_evidence(garden(f"He said {quoted}."))
    assert len(claim.misquotations) == 1


def test_apostrophes_are_no_quotation_marks() -> None:
    text = "The models' values aren't the users' values, and it's the '90s' and the '80s' fault"
    assert list(find_quotations(text)) == []


def test_another_witness_may_have_the_words() -> None:
    made = garden('He said "completely other words than those".')
    source = Source(path="m.txt", text="", sha256="")
    machine = Transcript(
        kind=Kind.MACHINE,
        source=source,
        langs=("en",),
        turns=(turn(1, None, en="completely other words than those"),),
    )
    made = replace(made, transcripts=(*made.transcripts, machine))
    assert link_evidence(made)[0].misquotations == ()


def test_chinese_without_a_word_of_latin() -> None:
    turns = [
        turn(1, "甲", zh="今天天气很好，我们先谈谈图书馆的预算。"),
        turn(2, "乙", zh="图书馆的预算明年会减少三成，所以晚上不再开放，只有周末例外。"),
        turn(3, "甲", zh="那么孩子们的阅读课程怎么办呢？"),
    ]
    made = talk(turns, "图书馆预算将减少三成，晚上不再开放。", "城市的公共交通需要更多电车。", lang="zh")
    first, other = found(made)
    assert first[0] == 2
    assert other == []


def bilingual(*claims: str, lang: str = "en") -> Talk:
    turns = [
        turn(1, "A", en="Welcome to the talk about libraries and money.", zh="欢迎来听这场关于图书馆和钱的演讲。"),
        turn(
            2,
            "B",
            en="The budget of the library falls by a third next year.\n\nThe evening courses end in March.",
            zh="图书馆的预算明年会减少三成。\n\n晚间课程三月结束。",
        ),
    ]
    return talk(turns, *claims, lang=lang)


@pytest.mark.parametrize(
    ("claim", "lang", "expected"),
    [
        ("The library's budget falls by a third.", "en", (2, 1, "en")),
        ("图书馆预算明年减少三成。", "zh", (2, 1, "zh")),
        ("晚间课程将在三月结束。", "zh", (2, 2, "zh")),
    ],
)
def test_a_claim_in_either_language_reaches_the_paired_turn(
    claim: str, lang: str, expected: tuple[int, int, str]
) -> None:
    for recap_lang in ("en", lang):
        best = link_evidence(bilingual(claim, lang=recap_lang))[0].passages[0]
        assert (best.turn, best.paragraph, best.lang) == expected


def test_a_claim_in_a_third_language_needs_names_and_numbers() -> None:
    turns = [
        turn(1, "A", en="Welcome to all of you."),
        turn(2, "B", en="Anthropic trained Claude with the method of 2022 called Constitutional AI."),
    ]
    claims = ("2022 年 Anthropic 用 Constitutional AI 训练了 Claude。", "模型很重要。", "AI 很重要。")
    made = talk(turns, *claims)
    assert found(made) == [[2], [], []]
    assert link_evidence(made)[0].passages[0].strength is Strength.WEAK


def test_no_recap_no_claims() -> None:
    assert link_evidence(garden()) == ()


@pytest.mark.parametrize("turns", [[], [turn(1, "A", en="")], [turn(1, None, en="…")]])
def test_an_empty_transcript_bears_nothing_out(turns: list[Turn]) -> None:
    made = talk(turns, 'He said "something that nobody said" there.')
    assert [claim.passages for claim in link_evidence(made)] == [()]
    assert [claim.misquotations for claim in link_evidence(made)] == [()]


def test_no_transcript_at_all() -> None:
    made = replace(garden("One thing."), transcripts=())
    assert link_evidence(made) == (Claim(kind=ClaimKind.SUMMARY, index=1),)


def test_the_label_of_a_takeaway_is_part_of_the_claim() -> None:
    takeaway = Takeaway(label=excerpt("Hazel"), text=excerpt("It grows back after the deer."))
    made = replace(garden(), recap=Recap(takeaways=(takeaway,)))
    (claim,) = link_evidence(made)
    assert (claim.kind, claim.index, claim.passages[0].turn) == (ClaimKind.TAKEAWAY, 1, 4)


def test_backlinks_lead_from_turns_to_claims() -> None:
    claims = link_evidence(
        garden("Squirrels took the nuts of the walnut trees.", "Nothing.", "Walnut trees and canal.")
    )
    assert {number: [claim.index for claim in items] for number, items in backlinks(claims).items()} == {2: [1, 3]}


def test_the_same_talk_has_the_same_evidence(hand_checked: Meeting) -> None:
    assert link_evidence(hand_checked.talk) == link_evidence(hand_checked.talk)


TEXT = st.text(alphabet="ab c.,?!“”\"'é对齐问题的。，\n1[] ", max_size=300) | st.text(max_size=120)


@settings(max_examples=150)
@given(st.lists(TEXT, min_size=1, max_size=6), TEXT)
def test_a_quotation_is_a_stretch_of_its_paragraph(texts: list[str], claim: str) -> None:
    turns = [turn(number, "A", en=text) for number, text in enumerate(texts, start=1)]
    made = talk(turns, claim, claim + " " + texts[0])
    for item in link_evidence(made):
        for passage in item.passages:
            paragraph = made.transcripts[0].turns[passage.turn - 1].main.paragraphs[passage.paragraph - 1].text
            assert paragraph[passage.start : passage.end] == passage.quotation
            assert passage.quotation.strip()


@given(st.lists(st.sampled_from(["alpha", "beta", "and", "um", "gamma.", "“delta", "对齐", "eta,"]), max_size=200))
def test_a_quotation_is_short(words: list[str]) -> None:
    text = " ".join(words)
    start, end = best_window(text, "en", {"alpha": 2.0, "delta": 1.0}, 0, len(text))
    assert 0 <= start <= end <= len(text)
    assert len(text[start:end].split()) <= LONGEST * 1.5


@given(TEXT, TEXT, TEXT)
def test_what_is_cut_out_of_a_text_is_said_in_it(before: str, quotation: str, after: str) -> None:
    parts = cited(quotation)
    if parts and not is_mention(quotation, ()):
        assert is_said(parts, f"{before} {quotation} {after}") or "…" in quotation or "[" in quotation


def test_many_claims_and_a_long_transcript_take_seconds() -> None:
    letters = "bcdfghjklmnpqrstvwxz"
    vocabulary = [f"{one}a{two}o{three}" for one in letters for two in letters for three in letters[:10]]
    words = [vocabulary[number * number % 3989] for number in range(100_000)]
    turns = [turn(number + 1, "A", en=" ".join(words[number * 20 : number * 20 + 20])) for number in range(5_000)]
    made = talk(turns, *(" ".join(words[number * 301 : number * 301 + 15]) for number in range(200)))
    start = time.process_time()
    claims = link_evidence(made)
    assert time.process_time() - start < 60  # About 2 on a quiet machine.
    assert sum(bool(claim.passages) for claim in claims) == 200


def test_the_hand_made_truth_names_paragraphs_that_exist(hand_checked: Meeting) -> None:
    places = set(hand_checked.places)
    assert (ROOT / "tests" / "cases" / "evidence" / "sample" / "truth.toml").is_file()
    assert all(claim.right and claim.right <= places for claim in hand_checked.claims)
