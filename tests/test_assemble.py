"""The files of a talk to the record of it, with `talk.yml` and without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.assemble import load_talk
from generator.model import Kind, Talk
from generator.origin import Source
from generator.sources import TalkFolder, find_talks

TALKS_PATH = Path(__file__).parent.parent / "talks"
SAMPLE = "how-difficult-is-ai-alignment"
BILINGUAL = """\
**Yan:** 大家早上好,欢迎来到这里。
**Yan:** Good morning to all of you, and welcome.
**Josh:** 你也早上好,我们开始吧。
**Josh:** And to you as well, so let us begin.
"""
ENGLISH = "**Yan:** Good morning to all of you.\n**Josh:** And to you as well, of course.\n"
MACHINE = "so good morning to all of you and welcome\n\nand to you as well of course\n"
RECAP = "TL;DR\n- One point of the talk.\n- And another one.\nTakeaways\n- Claim: it is so and not otherwise.\n"


def talk(files: Mapping[str, str], slug: str = "a-fine_talk") -> Talk:
    """Return the talk that a folder with these files makes."""
    sources = [Source(path=f"talks/{slug}/{name}", text=text, sha256="") for name, text in files.items()]
    settings = next((source for source in sources if source.path.endswith("talk.yml")), None)
    rest = tuple(source for source in sources if source is not settings)
    return load_talk(TalkFolder(slug=slug, path_shown=f"talks/{slug}", settings=settings, sources=rest))


@pytest.fixture(scope="module", params=["with talk.yml", "without talk.yml"])
def sample(request: pytest.FixtureRequest) -> Talk:
    (folder,) = (it for it in find_talks(TALKS_PATH, "talks").folders if it.slug == SAMPLE)
    if request.param == "without talk.yml":
        folder = TalkFolder(slug=folder.slug, path_shown=folder.path_shown, sources=folder.sources)
    return load_talk(folder)


def test_sample(sample: Talk) -> None:
    assert sample.title == "How difficult is AI alignment? | Anthropic Research Salon"
    assert sample.title_source is sample.recap_source
    assert sample.problems == ()
    assert (sample.lang, sample.recap_lang, sample.langs) == ("en", "en", ("en", "zh-Hans"))
    assert [speaker.name for speaker in sample.speakers] == [
        "Moderator",
        "Amanda Askell",
        "Yan",
        "Josh",
        "Audience",
    ]
    assert (len(sample.recap.summary), len(sample.recap.takeaways), len(sample.recap.terms)) == (3, 9, 9)


def test_transcripts_of_the_sample(sample: Talk) -> None:
    labelled, machine = sample.transcripts
    assert (labelled.kind, labelled.langs, len(labelled.turns)) == (Kind.LABELLED, ("en", "zh-Hans"), 46)
    assert all([side.lang for side in turn.sides] == ["en", "zh-Hans"] for turn in labelled.turns)
    assert Counter(turn.speaker for turn in labelled.turns) == {
        "moderator": 12,
        "yan": 12,
        "amanda-askell": 11,
        "josh": 6,
        "audience": 5,
    }
    assert (machine.kind, machine.langs, machine.source) == (Kind.MACHINE, ("en",), sample.recap_source)
    assert {turn.speaker for turn in machine.turns} == {None}


def test_settings_of_the_sample() -> None:
    (folder,) = (it for it in find_talks(TALKS_PATH, "talks").folders if it.slug == SAMPLE)
    sample = load_talk(folder)
    assert sample.event == "Anthropic Research Salon"
    assert {speaker.id: speaker.role for speaker in sample.speakers} == {
        "moderator": "Societal Impacts",
        "amanda-askell": "Alignment Fine-tuning",
        "yan": "Alignment Science",
        "josh": "Interpretability",
        "audience": None,
    }


@pytest.mark.parametrize(
    ("line", "number", "warning"),
    [
        pytest.param(1, 1, ":1: warning: turn 1 (Moderator) has no 中文 (zh-Hans) text", id="Chinese at the start"),
        pytest.param(2, 1, ":1: warning: turn 1 (Moderator) has no English (en) text", id="English at the start"),
        pytest.param(
            15, 5, ":15: warning: turn 5 (Moderator) has no 中文 (zh-Hans) text", id="Chinese in the middle"
        ),
        pytest.param(18, 6, ":17: warning: turn 6 (Yan) has no English (en) text", id="English in the middle"),
        pytest.param(
            113, 46, ":113: warning: turn 46 (Moderator) has no 中文 (zh-Hans) text", id="Chinese at the end"
        ),
        pytest.param(
            114, 46, ":113: warning: turn 46 (Moderator) has no English (en) text", id="English at the end"
        ),
    ],
)
def test_sample_with_a_side_lost(line: int, number: int, warning: str) -> None:
    lines = (TALKS_PATH / SAMPLE / "transcript.zh-en.md").read_text(encoding="utf-8").splitlines()
    damaged = talk({"transcript.zh-en.md": "\n".join(lines[: line - 1] + lines[line:])})
    (transcript,) = damaged.transcripts
    assert len(transcript.turns) == 46
    assert [turn.number for turn in transcript.turns if len(turn.sides) == 1] == [number]
    (problem,) = damaged.problems
    assert warning in str(problem)


@pytest.mark.parametrize(
    ("files", "lang", "langs"),
    [
        pytest.param({"a.md": BILINGUAL}, "zh-Hans", ("zh-Hans", "en"), id="the first of the transcript"),
        pytest.param({"a.md": BILINGUAL, "r.md": RECAP}, "en", ("en", "zh-Hans"), id="that of the recap"),
        pytest.param({"a.md": BILINGUAL, "m.txt": MACHINE}, "en", ("en", "zh-Hans"), id="that of the recording"),
        pytest.param(
            {"talk.yml": "lang: zh", "a.md": BILINGUAL, "r.md": RECAP},
            "zh-Hans",
            ("zh-Hans", "en"),
            id="as talk.yml says",
        ),
        pytest.param({"a.fr.md": ENGLISH}, "fr", ("fr",), id="as the name says"),
        pytest.param(
            {"talk.yml": "files: {a.md: {lang: de}}", "a.md": ENGLISH}, "de", ("de",), id="as talk.yml says it is"
        ),
        pytest.param(
            {"talk.yml": "lang: pt-BR", "a.md": ENGLISH}, "pt-BR", ("pt-BR",), id="of the talk, for Latin script"
        ),
        pytest.param({"a.zh-TW-es.md": BILINGUAL}, "zh-TW", ("zh-TW", "es"), id="with a region"),
        pytest.param({"r.md": RECAP}, "en", ("en",), id="recap alone"),
        pytest.param(
            {"a.md": ENGLISH + "**Yan:** 你好\n" + ENGLISH * 3}, "en", ("en",), id="a greeting is no language"
        ),
    ],
)
def test_language(files: dict[str, str], lang: str, langs: tuple[str, ...]) -> None:
    made = talk(files)
    assert (made.lang, made.langs, made.problems) == (lang, langs, ())


def test_title_of_talk_yml_keeps_that_of_the_file() -> None:
    made = talk({"talk.yml": "title: Mine", "a.md": "# Theirs\n\n" + ENGLISH})
    assert made.title == "Mine"
    assert made.title_excerpt
    assert (made.title_excerpt.text, made.title_source) == ("Theirs", made.documents[0].source)


def test_title_is_the_folder_name_where_nothing_states_one() -> None:
    made = talk({"a.md": ENGLISH})
    assert (made.title, made.title_excerpt, made.title_source) == ("A fine talk", None, None)


def test_labelled_transcript_comes_before_one_without_labels() -> None:
    made = talk({"a.txt": MACHINE, "b.md": ENGLISH})
    assert [(it.kind, it.source.path) for it in made.transcripts] == [
        (Kind.LABELLED, "talks/a-fine_talk/b.md"),
        (Kind.MACHINE, "talks/a-fine_talk/a.txt"),
    ]
    assert [document.source.path for document in made.documents] == [
        "talks/a-fine_talk/a.txt",
        "talks/a-fine_talk/b.md",
    ]


def test_labelled_transcript_may_be_made_by_a_machine() -> None:
    made = talk({"talk.yml": "files: {a.md: machine}", "a.md": ENGLISH, "b.md": ENGLISH})
    assert [(it.kind, it.source.path[-4:]) for it in made.transcripts] == [
        (Kind.LABELLED, "b.md"),
        (Kind.MACHINE, "a.md"),
    ]


def test_speakers_are_in_the_order_they_first_speak() -> None:
    made = talk({"talk.yml": "speakers: [Silent, {name: Joshua, aliases: [josh]}, Yan]", "a.md": ENGLISH})
    assert [speaker.id for speaker in made.speakers] == ["yan", "joshua", "silent"]
    assert [turn.speaker for turn in made.transcripts[0].turns] == ["yan", "joshua"]


def test_labels_of_two_languages_pair_by_their_aliases() -> None:
    text = BILINGUAL.replace("**Yan:** 大", "**燕:** 大").replace("**Josh:** 你", "**乔希:** 你")
    made = talk({"talk.yml": "speakers: [{name: Yan, aliases: [燕]}, {name: Josh, aliases: [乔希]}]", "a.md": text})
    assert [[side.label and side.label.text for side in turn.sides] for turn in made.transcripts[0].turns] == [
        ["燕", "Yan"],
        ["乔希", "Josh"],
    ]


TWO_NAMES = """\
**唐鳳：** 我在 1998 年去了 Lisbon，把 12 面墙都刷成了蓝色。
**Audrey Tang:** In 1998 I went to Lisbon and painted 12 walls, all of them blue.
**Nina:** 为什么是蓝色？
**Nina:** Why blue?
**唐鳳：** 因为市长还剩下 300 升蓝色油漆。
**Audrey Tang:** Because the mayor had 300 litres of blue paint left over.
**Nina:** 然后呢？
**Nina:** And then?
**唐鳳：** 然后下了 7 天的雨，谁也没看到那些墙。
**Audrey Tang:** Then it rained for 7 days, and nobody saw the walls at all.
"""
ASKED_IN_ENGLISH = """\
**Reporter:** How many walls did you paint in Lisbon, and what did the mayor of the city have to say about it?
**唐鳳：** 十二面。
**Reporter:** And then?
**唐鳳：** 然后下了整整一个星期的大雨，老港口的人都待在家里，谁也没看到那些墙，报纸上也没有写，我们就回家了。
**Reporter:** In 2024 you went back with 40 students. Why would anybody do that after such a summer?
**唐鳳：** 因为我喜欢蓝色。
"""


def test_two_names_of_one_speaker_in_two_languages_are_one_speaker() -> None:
    read = talk({"transcript.md": TWO_NAMES})
    assert [(speaker.name, speaker.aliases) for speaker in read.speakers] == [
        ("唐鳳", ("Audrey Tang",)),
        ("Nina", ()),
    ]
    assert [len(turn.sides) for turn in read.transcripts[0].turns] == [2] * 5
    assert read.problems == ()


def test_who_asks_in_another_language_is_somebody_else() -> None:
    read = talk({"transcript.md": ASKED_IN_ENGLISH})
    assert [(speaker.name, speaker.aliases) for speaker in read.speakers] == [("Reporter", ()), ("唐鳳", ())]
