"""What the words of a speaker's label may be, before a vote over the file says whether they are one.

The grammar of a name is loose, for labels are `Q`, `$STDOUT`, `內政部(補充說明）` and `Clippy at the Office XP
Launch 5/31/2001`. What helps is what is never a name: the headwords of notes and minutes.
"""

from __future__ import annotations

import re

from generator.words import count_words, folded

_LONGEST_LABEL = 12
"""In words; `Clippy at the Office XP Launch 5/31/2001` is a real label."""
_LONGEST_NAME = 6
"""In words, for labels that only a colon marks."""
_LONGEST_NAME_CHARACTERS = 24
"""The same for scripts without spaces."""
_PARTICLES = frozenset(
    ["al", "and", "bin", "da", "de", "del", "der", "di", "du", "el", "la", "le", "of", "the", "van", "von", "y"]
)
_SENTENCE = re.compile(r"[.?!,;。？！，；]$")
_ABBREVIATION = re.compile(r"(?:[A-Z]|Jr|Sr|[A-Z][a-z]{1,3})\.")
_INITIALS = re.compile(r"[A-Z]{2,4}\d?")
_NICK = re.compile(r"[a-z][\w|\-]{0,19}")
_PART = re.compile(
    r"(?:Speaker|Audience|Participant|Attendee|Moderator|Host|Interviewer|Interviewee|Operator|Narrator|Questioner"
    r"|Unknown|Male|Female|Man|Woman|Guest|Panelist|Student|Reporter|Translator|Interpreter|Announcer)s?"
    r"(?: (?:Speaker|Member|Voice|Question|Male|Female))?(?: ?#?\d{1,3}| [A-Z])?",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"(?P<full>[^\s()（）][^()（）]{2,58}?)\s*[(（](?P<short>[A-Z]{2,4}\d?)[)）]")
_HEADWORD_LIST = """
action, actions, action item, action items, agenda, attendees, audio, background, benefits, cause,
causes, claim, conclusion, conclusions, consideration, considerations, cons, context, credits, date,
decision, decisions, definition, description, drawbacks, duration, edit, end time, example, examples, fix,
follow-up, goal, goals, idea, ideas, impact, issue, issues, language, link, links, location, meeting,
mitigation, motivation, name, next steps, note, notes, outcome, outcomes, overview, participants, podcast,
present, problem, problems, proposal, pros, reason, recommendation, recommendations,
recording, reference, references, regrets, resolution, resolved, resource, resources, result, results, risk,
risks, scribe, slides, solution, solutions, source, sources, start time, status, step, steps, subject,
summary, takeaway, takeaways, time, timeline, tip, title, to do, todo, topic, topics, transcript,
transcript by, transcription, update, url, venue, video, website, what, why, how, when, where, who,
紀錄確認, 記錄確認, 會議紀錄, 會議記錄, 業務報告, 報告事項, 提案討論, 討論事項, 臨時動議, 參考意見, 決議,
結論, 散會, 会议记录, 会议纪要, 报告事项, 讨论事项, 决议, 结论, 时间, 時間, 地点, 地點, 议程, 議程, 主题,
主題, 备注, 備註, 日期, 参会人, 與會者, 出席
"""
_HEADWORDS = frozenset(folded(word) for word in _HEADWORD_LIST.split(","))
"""What stands before a colon in notes and minutes and is nobody, in lower case."""


def is_label(name: str) -> bool:
    """Tell whether words that stars or brackets set off could be a label."""
    return count_words(name) > 0 and len(name.split()) <= _LONGEST_LABEL


def is_name(name: str) -> bool:
    """Tell whether words that only a colon marks could be a name: `Ann Lee`, `Q`, `唐鳳`, `Mike Maples, Jr.`."""
    parts = name.split()
    if not 0 < len(parts) <= _LONGEST_NAME or not 0 < count_words(name) <= _LONGEST_NAME_CHARACTERS:
        return False
    if _SENTENCE.search(parts[-1]) and not _ABBREVIATION.fullmatch(parts[-1]):
        return False
    # A letter without case (Han, Arabic ...) can begin a name.
    return not parts[0][0].islower() and all(not part[0].islower() or part in _PARTICLES for part in parts)


def is_nick(name: str) -> bool:
    """Tell whether a word could be somebody's name in a chat: `adam3us`."""
    return bool(_NICK.fullmatch(name))


def is_initials(name: str) -> bool:
    """Tell whether a name is shortened to its capitals: `SFC`."""
    return bool(_INITIALS.fullmatch(name))


def is_person(name: str) -> bool:
    """Tell whether a label that comes once names somebody for sure: first and last name, or a part in the talk."""
    if _PART.fullmatch(name):
        return True
    parts = name.split()
    cased = sum(part[0].isupper() for part in parts)
    return 1 < cased == len(parts) < 4 and not any(part.endswith(("'s", "’s")) for part in parts)


def is_headword(name: str) -> bool:
    """Tell whether a word is no speaker wherever it stands: `Goal`, `Agenda`, `業務報告`."""
    return folded(name).casefold() in _HEADWORDS


def read_legend(text: str) -> tuple[str, str] | None:
    """Return a name and its initials where a text is `Full Name (XX)`, None where it is not."""
    match = _LEGEND.fullmatch(text)
    return (match["full"], match["short"]) if match else None
