"""What the sections of a recap are called.

To teach it another name for a section, add the name to `NAMES`, in lower case.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Section(StrEnum):
    """A part of a recap."""

    SUMMARY = "summary"
    TAKEAWAYS = "takeaways"
    VOCABULARY = "vocabulary"
    TRANSCRIPT = "transcript"


NAMES: dict[Section, tuple[str, ...]] = {
    Section.SUMMARY: (
        *("tl;dr", "tldr", "tl; dr", "tl:dr", "tl dr", "summary", "executive summary", "short summary"),
        *("brief summary", "in brief", "in short", "abstract", "overview", "synopsis", "at a glance"),
        *(
            "摘要",
            "内容摘要",
            "內容摘要",
            "总结",
            "總結",
            "一句话总结",
            "一句話總結",
            "概要",
            "内容概要",
            "內容概要",
        ),
        *(
            "概览",
            "概覽",
            "内容概览",
            "內容概覽",
            "概述",
            "内容概述",
            "內容概述",
            "简介",
            "簡介",
            "内容简介",
            "內容簡介",
        ),
        *("小结", "小結", "全文摘要", "核心摘要", "会议摘要", "會議摘要", "会议总结", "會議總結"),
        *("meeting summary", "call summary", "episode summary", "session summary", "participants", "attendees"),
    ),
    Section.TAKEAWAYS: (
        *(
            "takeaways",
            "key takeaways",
            "main takeaways",
            "takeaway",
            "top takeaways",
            "take-aways",
            "key take-aways",
        ),
        *("key points", "main points", "highlights", "key highlights", "key insights", "insights", "key ideas"),
        *("key discussion points", "discussion points", "key topics discussed", "key topics", "lessons learned"),
        *("decisions made", "key decisions", "key decisions made", "action items", "notable quotes"),
        *("conclusion/resolution", "decisions and action items", "关键决定", "關鍵決定", "会议决议", "會議決議"),
        *("summary of key points", "speaker's summary of key points", "speaker’s summary of key points"),
        *("要点", "要點", "核心要点", "核心要點", "关键要点", "關鍵要點", "主要要点", "主要要點", "重点", "重點"),
        *("核心观点", "核心觀點", "主要观点", "主要觀點", "关键观点", "關鍵觀點", "亮点", "亮點", "收获", "收穫"),
        *("要点总结", "重點整理", "重点整理", "重點摘要", "重点摘要", "关键收获", "關鍵收穫", "核心收获"),
    ),
    Section.VOCABULARY: (
        *("vocabulary", "key vocabulary", "glossary", "glossary of terms", "key terms", "terms", "terminology"),
        *("key terminology", "key concepts", "definitions", "technical terms", "technical concepts explained"),
        *("terms and definitions", "key terms and definitions", "key terms & definitions"),
        *(
            "词汇",
            "詞彙",
            "詞匯",
            "词汇表",
            "詞彙表",
            "詞匯表",
            "术语",
            "術語",
            "术语表",
            "術語表",
            "关键术语",
            "關鍵術語",
        ),
        *(
            "关键概念",
            "關鍵概念",
            "关键词汇",
            "關鍵詞彙",
            "核心概念",
            "核心术语",
            "核心術語",
            "名词解释",
            "名詞解釋",
        ),
        *("术语解释", "術語解釋", "关键概念与资源", "關鍵概念與資源", "关键词", "關鍵詞"),
    ),
    Section.TRANSCRIPT: (
        *("transcript", "full transcript", "transcription", "full text", "raw transcript", "the transcript"),
        *("complete transcript", "verbatim transcript", "audio transcript", "video transcript"),
        *(
            "文字记录",
            "文字記錄",
            "文字紀錄",
            "文字稿",
            "逐字稿",
            "全文",
            "正文",
            "完整文字稿",
            "完整逐字稿",
            "全文逐字稿",
        ),
        *(
            "文字实录",
            "文字實錄",
            "转录",
            "轉錄",
            "转写",
            "轉寫",
            "转录文本",
            "轉錄文本",
            "录音文稿",
            "錄音文稿",
            "文稿",
        ),
        *(
            "中文文稿",
            "英文文稿",
            "英文原文",
            "中文原文",
            "原文",
            "对话全文",
            "對話全文",
            "会议记录",
            "會議記錄",
            "會議紀錄",
        ),
    ),
}
"""The names of each section, in lower case."""

_SECTIONS = {name: section for section, names in NAMES.items() for name in names}
_FIRST_LETTERS = frozenset(name[0] for name in _SECTIONS)
_MOST_WORDS = max(len(name.split()) for name in _SECTIONS)
_NUMBER = re.compile(r"^(?:\d{1,2}[.)、．]?|[一二三四五六七八九十]{1,2}[、．.])\s*")
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")


def find_section(text: str, *, decorated: bool = False) -> Section | None:
    """Return the section that a heading names; a `decorated` one may bear a number, a picture or stars."""
    if not decorated and _plain(text.lstrip()[:1])[:1] not in _FIRST_LETTERS:
        return None  # Nearly every line of a transcript ends here.
    name = _plain(text).rstrip(" :")
    if decorated:
        name = _NUMBER.sub("", _DECORATION.sub("", name))
        name = _DECORATION.sub("", name)
    words = name.split(maxsplit=_MOST_WORDS)
    return _SECTIONS.get(" ".join(words)) if len(words) <= _MOST_WORDS else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
