"""The settings of one talk, from its `talk.yml`."""

from __future__ import annotations

import re
import urllib.parse
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator import anchors, languages
from generator.errors import ProblemsError
from generator.model import Speaker
from generator.nodes import Tree, is_text, line_of, nearest
from generator.origin import Source
from generator.sources import SETTINGS_NAME
from generator.turns import label_key
from generator.words import folded

if TYPE_CHECKING:
    from yaml import Node

KINDS = ("recap", "labelled", "machine")
"""What a file of a talk can be said to be."""

_KEYS = ("title", "date", "event", "tags", "media", "lang", "languages", "speakers", "files")
_SPEAKER_KEYS = ("name", "role", "aliases")
_FILE_KEYS = ("kind", "lang", "languages")
_TITLE = "write it like `title: How difficult is AI alignment?`"
_SPEAKERS = "write it like `speakers: [{name: Amanda Askell, role: Alignment, aliases: [Amanda]}, Moderator]`"
_FILES = "write it like `files: {notes.txt: machine}`, with one of " + ", ".join(KINDS)
_LANGS = "write it like `languages: [en, zh-Hans]`, the main one first"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSettings:
    """What `talk.yml` says of one source file."""

    name: str
    """The file's name in the talk's folder."""
    line: int
    """The line of `talk.yml` that names it."""
    kind: str | None = None
    """One of `KINDS`; None where the file itself decides."""
    langs: tuple[str, ...] = ()
    """Its languages, the main one first; empty where the file itself decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkSettings:
    """What `talk.yml` says of a talk; without one, nothing."""

    path: str = SETTINGS_NAME
    """The file as the user would type it."""
    title: str | None = None
    """The title in full."""
    date: str | None = None
    """ISO 8601 date."""
    event: str | None = None
    """Where it was held."""
    tags: tuple[str, ...] = ()
    """What it is about, each topic once."""
    media: str | None = None
    """URL of a recording."""
    langs: tuple[str, ...] = ()
    """The languages of the talk, its main one first."""
    speakers: tuple[Speaker, ...] = ()
    """Who speaks; empty where every label is a speaker."""
    files: tuple[FileSettings, ...] = ()
    """What the files are, where they do not say it themselves."""

    def file(self, name: str) -> FileSettings | None:
        """Return what is said of the file of that name."""
        return next((file for file in self.files if file.name == name), None)


def read_talkfile(source: Source) -> TalkSettings:
    """Return the settings of a talk; all problems of the file are raised together."""
    tree = Tree(source)
    top = tree.fields(tree.root, _KEYS, "the file", _TITLE)
    settings = TalkSettings(
        path=source.path,
        title=tree.text(top.get("title"), "the title", _TITLE),
        date=_date(tree, top.get("date")),
        event=tree.text(top.get("event"), "the event", "write it like `event: Anthropic Research Salon`"),
        tags=_tags(tree, top.get("tags")),
        media=_media(tree, top.get("media")),
        langs=_langs(tree, top),
        speakers=_speakers(tree, top.get("speakers")),
        files=_files(tree, top.get("files")),
    )
    if tree.problems:
        raise ProblemsError(sorted(tree.problems, key=lambda problem: problem.origin.line))
    return settings


def _date(tree: Tree, node: Node | None) -> str | None:
    right = "write it like `date: 2024-11-05`"
    text = tree.text(node, "the date", right)
    if node is None or text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        tree.wrong(node, f"{text} is not a date", right)
        return None


def _tags(tree: Tree, node: Node | None) -> tuple[str, ...]:
    right = "write it like `tags: [bridges, history]`"
    tags = (tree.text(item, "the tag", right) for item in tree.items(node, "tags", right))
    once: dict[str, str] = {}
    for tag in filter(None, tags):
        once.setdefault(label_key(tag), folded(tag))
    return tuple(tag for tag in once.values() if tag)


def _media(tree: Tree, node: Node | None) -> str | None:
    right = "write it like `media: https://example.org/talk.mp4` or `media: talk.mp4`"
    text = tree.text(node, "the media address", right)
    if node is None or text is None:
        return None
    if not _is_safe_address(text):
        tree.wrong(node, f"{text} is neither a web address nor a file beside the talk", right)
        return None
    return text


def _is_safe_address(text: str) -> bool:
    """Tell whether an address is of the web or of a file below the talk.

    Blanks and backslashes are refused because browsers drop the ones and turn the others into slashes.
    """
    if re.search(r"[\s\\\x00-\x1f\x7f]", text):
        return False
    try:
        parts = urllib.parse.urlsplit(text)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    path = urllib.parse.unquote(parts.path)
    return bool(path) and not path.startswith("/") and ".." not in path.replace("\\", "/").split("/")


def _langs(tree: Tree, fields: dict[str, Node]) -> tuple[str, ...]:
    if "lang" in fields and "languages" in fields:
        tree.wrong(fields["lang"], "both lang and languages are given", "keep one of the two")
    nodes = tree.items(fields.get("languages"), "languages", _LANGS)
    if "lang" in fields:
        nodes = [fields["lang"]]
    return tuple(dict.fromkeys(tag for node in nodes if (tag := _lang(tree, node))))


def _lang(tree: Tree, node: Node) -> str | None:
    text = tree.text(node, "the language", _LANGS)
    if text is None:
        return None
    first, *rest = text.replace("_", "-").split("-")
    tag = "-".join([first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])
    if not languages.is_tag(tag):
        tree.wrong(node, f"{text} is not a language tag", _LANGS)
        return None
    return tag


def _speakers(tree: Tree, node: Node | None) -> tuple[Speaker, ...]:
    nodes = tree.items(node, "speakers", _SPEAKERS)
    found = [(item, speaker) for item in nodes if (speaker := _speaker(tree, item))]
    taken: dict[str, str] = {}
    for item, speaker in found:
        for label in {label_key(label): label for label in (speaker.name, *speaker.aliases)}.values():
            if label_key(label) in taken:
                wrong = f"{label} stands for {taken[label_key(label)]} already"
                tree.wrong(item, wrong, "give every speaker names and aliases of their own")
            taken.setdefault(label_key(label), speaker.name)
    ids = anchors.unique([anchors.slug(speaker.name) for _, speaker in found])
    return tuple(
        Speaker(id=speaker_id, name=speaker.name, role=speaker.role, aliases=speaker.aliases)
        for speaker_id, (_, speaker) in zip(ids, found, strict=True)
    )


def _speaker(tree: Tree, node: Node) -> Speaker | None:
    if is_text(node):
        name = tree.text(node, "the speaker", _SPEAKERS)
        return Speaker(id="", name=name) if name else None
    before = len(tree.problems)
    fields = tree.fields(node, _SPEAKER_KEYS, "a speaker", _SPEAKERS)
    name = tree.text(fields.get("name"), "the name", _SPEAKERS)
    role = tree.text(fields.get("role"), "the role", _SPEAKERS)
    nodes = tree.items(fields.get("aliases"), "aliases", _SPEAKERS)
    aliases = tuple(alias for item in nodes if (alias := tree.text(item, "the alias", _SPEAKERS)))
    if name is None:
        if len(tree.problems) == before:
            tree.wrong(node, "a speaker has no name", _SPEAKERS)
        return None
    return Speaker(id="", name=name, role=role, aliases=aliases)


def _files(tree: Tree, node: Node | None) -> tuple[FileSettings, ...]:
    pairs = tree.pairs(node, "files", _FILES)
    return tuple(_file(tree, str(key.value), line_of(key), value) for key, value in pairs)


def _file(tree: Tree, name: str, line: int, node: Node) -> FileSettings:
    if is_text(node):
        return FileSettings(name=name, line=line, kind=_kind(tree, node))
    fields = tree.fields(node, _FILE_KEYS, f"what {name} is", _FILES)
    kind = _kind(tree, fields.get("kind"))
    return FileSettings(name=name, line=line, kind=kind, langs=_langs(tree, fields))


def _kind(tree: Tree, node: Node | None) -> str | None:
    text = tree.text(node, "the kind", _FILES)
    if node is not None and text is not None and text not in KINDS:
        tree.wrong(node, f"the kind {text} is not known", nearest(text, KINDS))
    return text
