"""The recording on a transcript page: a player that stays in view where it is a file, else a link to it."""

from __future__ import annotations

from urllib.parse import urlsplit

from generator import anchors
from generator.model import Talk, Transcript
from generator.pages.markup import Markdown, element, join, raw_block, text
from generator.pages.recordings import recording_type
from generator.pages.strings import Strings
from generator.pages.times import media_href

# Lines of text with an arrow that points at one of them.
_SIGN = "M11 5h10v2H11zm0 6h10v2H11zm0 6h10v2H11zM3 7l6 5-6 5z"
_ICON = Markdown(f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_SIGN}"/></svg>')


def render_recording(talk: Talk, transcript: Transcript, say: Strings) -> Markdown | None:
    """Write the player, or the link where the recording is no file or no turn has a time; None without one."""
    if not talk.media:
        return None
    if has_player(talk, transcript):
        return _player(talk, say)
    link = element("a", text(say("recording")), href=media_href(talk), rel="noopener")
    where = element("span", text(_where(talk)))
    return raw_block(element("div", join([link, where], " "), class_="recording", data_search_exclude="true"))


def has_player(talk: Talk, transcript: Transcript) -> bool:
    """Tell whether a transcript is followed by a player: its recording is a file, and it has times."""
    return recording_type(talk.media) is not None and any(turn.time for turn in transcript.turns)


def _player(talk: Talk, say: Strings) -> Markdown:
    """Write the player: the browser's own, which needs no script, and a switch that does."""
    tag = (recording_type(talk.media) or "").partition("/")[0]
    row = element("div", join([_media(talk, tag, say), _tools(say)]), class_="player-row")
    return raw_block(
        element(
            "div",
            row,
            class_=f"player {tag}-player {anchors.APPARATUS_CLASS}",
            role="region",
            aria_label=say("player"),
            data_search_exclude="true",
        )
    )


def _media(talk: Talk, tag: str, say: Strings) -> Markdown:
    """Write the element that plays. Of a file elsewhere nothing is asked before somebody plays it."""
    return element(
        tag,
        Markdown(""),
        controls="controls",
        preload="metadata" if talk.media_file else "none",
        src=media_href(talk),
        aria_label=say("recording"),
        playsinline="playsinline" if tag == "video" else None,
    )


def _tools(say: Strings) -> Markdown:
    label = join([_ICON, element("span", text(say("follow")))])
    follow = element("button", label, type="button", class_="follow", aria_pressed="true")
    keys = element("span", text(say("keys_player")), class_="keys")
    return element("div", join([follow, keys]), class_="player-tools", hidden="hidden")


def _where(talk: Talk) -> str:
    """Return the host of the recording, so that a reader knows where the link leads; a file's own name."""
    host = urlsplit(talk.media or "").hostname or ""
    return host.removeprefix("www.") or (talk.media or "").rpartition("/")[2]
