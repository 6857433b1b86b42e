"""What kind of recording an address leads to, as its ending tells it."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

# Not the `mimetypes` of Python: they differ from machine to machine.
_TYPES = {
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".m4v": "video/mp4",
    ".mkv": "video/x-matroska",
    ".mov": "video/quicktime",
    ".mp4": "video/mp4",
    ".ogv": "video/ogg",
    ".webm": "video/webm",
}
_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "bilibili.com")


def recording_type(media: str | None) -> str | None:
    """Return the media type of the recording's file; None where there is none, or only a page about it."""
    path = urlsplit(media or "").path
    return _TYPES.get(PurePosixPath(path).suffix.casefold())


def recording_class(media: str | None) -> str:
    """Return what schema.org calls the recording."""
    kind = (recording_type(media) or "").partition("/")[0]
    host = urlsplit(media or "").hostname or ""
    if kind == "video" or any(f".{host}".endswith(f".{known}") for known in _VIDEO_HOSTS):
        return "VideoObject"
    return "AudioObject" if kind == "audio" else "MediaObject"
