"""Names of people as they are compared, and labels that name nobody."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.turns import label_key

# What somebody does in a talk, not who it is: a label of nothing else names nobody.
_PARTS = """
announcer anonymous attendee audience caller chair chairman chairperson chairwoman commentator guest host
interviewee interviewer man member moderator multiple narrator off operator panel panelist panellist participant
person presenter question questioner reporter speaker spk student unidentified unknown voice woman
主持 主持人 主席 观众 听众 提问者 提问 问 答 嘉宾 记者 旁白 发言人 讲者 学生 未知 司仪
"""
_NAMELESS = frozenset(_PARTS.split())


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """Return a name as it is compared: whatever its case and white space."""
    return label_key(name)


@lru_cache(maxsize=1 << 16)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    return tuple(re.findall(r"[^\W_]+", label_key(name)))


@lru_cache(maxsize=1 << 16)
def is_short(alias: str, name: str) -> bool:
    """Tell whether an alias is only a part of a name: `Ann` of `Ann Lee`."""
    return set(name_words(alias)) < set(name_words(name))


@lru_cache(maxsize=1 << 16)
def names_somebody(name: str) -> bool:
    """Tell whether a label says who it is, outside its talk too: `Moderator`, `SPEAKER_01` and `Q` do not."""
    words = [word.rstrip("0123456789") for word in name_words(name)]
    return not all(not word or word in _NAMELESS or (len(word) == 1 and word.isascii()) for word in words)
