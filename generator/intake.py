"""Files into a site: a folder for a new talk with its `talk.yml`, or a whole site of them for a look."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import yaml

from generator import anchors
from generator.assemble import load_talk
from generator.errors import Problem, ProblemsError, SettingsError
from generator.model import Talk
from generator.origin import Origin
from generator.preview import serve_site
from generator.scaffold import new_frame
from generator.settings import CONFIG_NAME
from generator.sources import SETTINGS_NAME, SUFFIXES, find_talks
from generator.talks import TALKS_FOLDER
from generator.writing import Tell

RECORDING_SUFFIXES = frozenset(
    {
        ".aac",
        ".flac",
        ".m4a",
        ".m4v",
        ".mkv",
        ".mov",
        ".mp3",
        ".mp4",
        ".oga",
        ".ogg",
        ".ogv",
        ".opus",
        ".wav",
        ".webm",
    }
)
"""What the names of recordings end in."""
_HEAD = """\
# What the files say of themselves is filled in. Mend what is wrong, and take away what you do not need.
"""
_OPEN = {
    "date": "# date: 2026-11-05",
    "event": "# event: Where it was held",
    "tags": "# tags: [a topic, another one]",
    "media": "# media: https://example.org/recording.mp3",
}
"""What nobody can know from the files alone, to be written by hand."""


def add_talk(root: Path, files: Sequence[Path], slug: str | None, tell: Tell) -> Path:
    """Copy files into a new folder below `talks/`, write its `talk.yml`, and return the folder.

    Nothing is written where a file cannot be read or the folder is there already.
    """
    if not (root / CONFIG_NAME).is_file():
        raise SettingsError(f"{root / CONFIG_NAME}:1: there is no site here; make one with talkbook new")
    contents = _contents(files)
    with tempfile.TemporaryDirectory(prefix="talkbook-") as aside, _named_as_given(files):
        talk = _read(Path(aside), contents, slug)
    folder = root / TALKS_FOLDER / talk.slug
    if folder.exists():
        right = "give another name with --slug"
        raise SettingsError(f"{folder}:1: is there already; {right}")
    media = next(filter(_is_media, contents), None)
    _write_all(folder, contents | {SETTINGS_NAME: talk_settings(talk, media).encode()})
    for problem in talk.problems:
        tell(str(problem))
    return folder


def preview_files(files: Sequence[Path], address: str, tell: Tell) -> None:
    """Show files as a site at once, in a temporary folder, until interrupted."""
    contents = _contents(files)
    with tempfile.TemporaryDirectory(prefix="talkbook-") as folder:
        root = Path(folder)
        new_frame(root, "Preview")
        with _named_as_given(files):
            talk = _read(root / TALKS_FOLDER, contents, None)
        tell(f"{talk.title}: http://{address}/{TALKS_FOLDER}/{talk.slug}/index.html")
        serve_site(root, address, tell)


def talk_settings(talk: Talk, media: str | None) -> str:
    """Return a `talk.yml` with all that the files of a talk say, and marks where only a person can tell."""
    known: dict[str, object] = {"title": talk.title, "date": talk.date, "event": talk.event}
    known |= {"tags": list(talk.tags), "media": talk.media or media, "languages": list(talk.langs)}
    known |= {"speakers": list(_speakers(talk))}
    known |= {"files": {_name(transcript.source.path): str(transcript.kind) for transcript in talk.transcripts}}
    lines = (_yaml({key: value}) if value else _OPEN.get(key, "") for key, value in known.items())
    return _HEAD + "\n".join(line.rstrip("\n") for line in lines if line) + "\n"


def _speakers(talk: Talk) -> Iterator[dict[str, object]]:
    for speaker in talk.speakers:
        if speaker.person:
            more: dict[str, object] = {"role": speaker.role} if speaker.role else {}
            yield {"name": speaker.name, **more, **({"aliases": list(speaker.aliases)} if speaker.aliases else {})}


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _contents(files: Sequence[Path]) -> dict[str, bytes]:
    """Return the bytes of files by their names; all that cannot be taken is raised together."""
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in files:
        # A blank may stand in no address.
        name = "-".join(path.name.split()) if _is_media(path.name) else path.name
        try:
            content = path.read_bytes()
        except OSError as error:
            problems.append(_problem(path, f"cannot be read ({error.strerror})", "give a file that can be"))
            continue
        if not (_is_source(path.name) or _is_media(path.name)):
            problems.append(_problem(path, "is not read", f"give files that end in {', '.join(SUFFIXES)}"))
        elif name in contents:
            problems.append(_problem(path, "is a second file of this name", "rename one of the two"))
        contents[name] = content
    if not problems and not any(map(_is_source, contents)):
        problems.append(_problem(files[0], "is no recap and no transcript", "give one of them as well"))
    if problems:
        raise ProblemsError(problems)
    return contents


@contextmanager
def _named_as_given(files: Sequence[Path]) -> Iterator[None]:
    """Have problems name the files that were given in place of the copies that are read."""
    given = {path.name: path.as_posix() for path in files}
    try:
        yield
    except ProblemsError as error:
        raise ProblemsError(
            replace(it, origin=replace(it.origin, path=given.get(_name(it.origin.path), it.origin.path)))
            for it in error.problems
        ) from None


def _problem(path: Path, wrong: str, right: str) -> Problem:
    return Problem(origin=Origin(path=path.as_posix(), line=1), wrong=wrong, right=right)


def _is_source(name: str) -> bool:
    return Path(name).suffix.casefold() in SUFFIXES


def _is_media(name: str) -> bool:
    return Path(name).suffix.casefold() in RECORDING_SUFFIXES


def _read(talks_path: Path, contents: dict[str, bytes], slug: str | None) -> Talk:
    """Write the files into a folder of their own, read them as a talk, and name the folder after it."""
    folder = talks_path / anchors.slug(slug or "talk")
    _write_all(folder, contents)
    (found,) = find_talks(talks_path, TALKS_FOLDER).folders
    talk = load_talk(found)
    if slug is None and talk.title_excerpt is None:
        slug = Path(next(filter(_is_source, contents))).stem
    wanted = anchors.slug(slug or talk.title.partition(" | ")[0])
    folder.rename(talks_path / wanted)
    (renamed,) = find_talks(talks_path, TALKS_FOLDER).folders
    return load_talk(renamed)


def _write_all(folder: Path, contents: dict[str, bytes]) -> None:
    folder.mkdir(parents=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
