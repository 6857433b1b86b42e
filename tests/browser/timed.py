"""Talks with times and a recording: seconds of a tone, and captions that say when each word is heard."""

from __future__ import annotations

import math
import shutil
import wave
from pathlib import Path

from generator.site import BuildOptions, build_site
from tests.browser.sample import REPOSITORY

NEAR = "near"
"""A talk whose recording lies beside it."""
FAR = "far"
"""The same talk with a recording elsewhere."""
CHINESE = "qiao"
"""A talk in Chinese."""
FAR_ADDRESS = "https://media.example.org/bridges.wav"

WORD_MS = 300
TURN_MS = 1500
TURNS = 16
CHAPTER_LEAD_MS = 600
_SAID = "Bridges stand a while 😀 here"
"""Six words, for five times: the last two are said together."""
_SAID_CHINESE = "桥 为什么 能 站住 呢?"
_RATE = 8000


def build_timed(root: Path) -> Path:
    """Write the talks below a folder, build them, and return the folder of the site."""
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    (root / "docs").mkdir()
    for slug, names, said, media in (
        (NEAR, ("Ann Lee", "Bob"), _SAID, "tone.wav"),
        (FAR, ("Ann Lee", "Bob"), _SAID, FAR_ADDRESS),
        (CHINESE, ("李安", "周远"), _SAID_CHINESE, "tone.wav"),
    ):
        folder = root / "talks" / slug
        folder.mkdir(parents=True)
        (folder / "talk.yml").write_text(f"title: {slug.title()}\nmedia: {media}\n", encoding="utf-8")
        (folder / "transcript.vtt").write_text(_captions(names, said), encoding="utf-8")
        (folder / "chapters.vtt").write_text(_chapters(), encoding="utf-8")
        if media == "tone.wav":
            _write_tone(folder / media)
    told: list[str] = []
    build_site(root, BuildOptions(), told.append, told.append)
    return root / "site"


def turn_start(number: int) -> float:
    """Return when a turn begins, in seconds."""
    return (number - 1) * TURN_MS / 1000


def _captions(names: tuple[str, str], said: str) -> str:
    cues = ["WEBVTT"]
    words = said.split(" ")
    gap = " " if said.isascii() or said == _SAID else ""
    for number in range(TURNS):
        start = number * TURN_MS
        timed = [
            (f"<{_clock(start + place * WORD_MS)}>" if place in {1, 2, 3, 4} else "")
            + (gap if place else "")
            + word
            for place, word in enumerate(words)
        ]
        cues.append(f"{_clock(start)} --> {_clock(start + TURN_MS)}\n<v {names[number % 2]}>{''.join(timed)}")
    return "\n\n".join(cues) + "\n"


def _chapters() -> str:
    """Write a chapter for each four turns, a little before the first of them."""
    starts = [max(turn * TURN_MS - CHAPTER_LEAD_MS, 0) for turn in range(0, TURNS, 4)]
    cues = [f"{_clock(start)} --> {_clock(start + TURN_MS)}\nPart {n}" for n, start in enumerate(starts, start=1)]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def _clock(ms: int) -> str:
    return f"00:{ms // 60000:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def _write_tone(path: Path) -> None:
    samples = _RATE * TURNS * TURN_MS // 1000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(_RATE)
        file.writeframes(bytes(round(128 + 30 * math.sin(place / 6)) for place in range(samples)))
