"""Ways to damage a built page, each as small as it can be: a witness that cannot fail proves nothing.

Each damages one container (a turn, a point, a takeaway, an entry) in place and returns True, or returns False where
the container has nothing to damage in this way.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from random import Random

from bs4.element import Comment, NavigableString, Tag

from generator import anchors
from generator.words import visible

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’][^\W_]+)*")
_LATIN_SPACE = re.compile(r"(?<=[A-Za-z]) (?=[A-Za-z])")
_LATIN_INSIDE = re.compile(r"(?<=[A-Za-z])(?=[A-Za-z])")


_Apply = Callable[[Tag, Random], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One way to damage a container."""

    name: str
    """What is done to it."""
    apply: Callable[[Tag, Random], bool]
    """Does it."""


def langs_of(container: Tag) -> list[str]:
    """Return the languages that stand in a container, each once."""
    return list(dict.fromkeys(str(block["lang"]) for block in blocks_of(container)))


def blocks_of(container: Tag, lang: str | None = None) -> list[Tag]:
    """Return the elements of a container that state their language: the stretches of text."""
    if container.has_attr("lang"):
        return [container]
    found = [tag for tag in container.find_all(lang=True) if _is_outermost(tag, container)]
    return [tag for tag in found if lang is None or tag["lang"] == lang]


def _is_outermost(tag: Tag, container: Tag) -> bool:
    between = takewhile(lambda parent: parent is not container, tag.parents)
    return not any(parent.has_attr("lang") or _is_apparatus(parent) for parent in between) and not _is_apparatus(
        tag
    )


def _is_apparatus(tag: Tag) -> bool:
    return anchors.APPARATUS_CLASS in tag.get_attribute_list("class")


def nodes_of(block: Tag) -> list[NavigableString]:
    """Return the strings of a block that are words of the source."""
    return [
        node
        for node in block.descendants
        if type(node) is NavigableString and visible(node) and not any(map(_is_apparatus, node.parents))
    ]


# --- Damages to the words of one block -------------------------------------------------------------


def _rewrite(pattern: re.Pattern[str], change: Callable[[re.Match[str], str, Random], str | None]) -> _Apply:
    """Return a damage that rewrites a string around a random match of a pattern."""

    def apply(block: Tag, random: Random) -> bool:
        places = [(node, match) for node in nodes_of(block) for match in pattern.finditer(node)]
        random.shuffle(places)
        for node, match in places:
            changed = change(match, str(node), random)
            if changed is not None and changed != str(node):
                node.replace_with(NavigableString(changed))
                return True
        return False

    return apply


def _cut(match: re.Match[str], text: str, _random: Random) -> str:
    return text[: match.start()] + text[match.end() :]


def _double(match: re.Match[str], text: str, _random: Random) -> str:
    return f"{text[: match.end()]} {match[0]}{text[match.end() :]}"


def _double_char(match: re.Match[str], text: str, _random: Random) -> str:
    return text[: match.end()] + match[0] + text[match.end() :]


def _replace(match: re.Match[str], text: str, random: Random) -> str:
    other = random.choice([word for word in ("no", "never", "不", "x", "7") if word != match[0]])
    return text[: match.start()] + other + text[match.end() :]


def _swap_chars(match: re.Match[str], text: str, _random: Random) -> str:
    at = match.start()
    return text[:at] + match[0][::-1] + text[match.end() :]


def _swap_words(match: re.Match[str], text: str, _random: Random) -> str | None:
    after = _WORD.search(text, match.end())
    if after is None or after[0] == match[0]:
        return None
    between = text[match.end() : after.start()]
    return text[: match.start()] + after[0] + between + match[0] + text[after.end() :]


def _other_case(match: re.Match[str], text: str, _random: Random) -> str:
    return text[: match.start()] + match[0].swapcase() + text[match.end() :]


def _space(match: re.Match[str], text: str, _random: Random) -> str:
    return f"{text[: match.start()]} {text[match.start() :]}"


def _wrap(make: Callable[[str], list[NavigableString | Tag]]) -> _Apply:
    """Return a damage that puts a random word of a block where nobody sees it."""

    def apply(block: Tag, random: Random) -> bool:
        places = [(node, match) for node in nodes_of(block) for match in _WORD.finditer(node)]
        if not places:
            return False
        node, match = random.choice(places)
        before, after = node[: match.start()], node[match.end() :]
        node.replace_with(NavigableString(before), *make(match[0]), NavigableString(after))
        return True

    return apply


def _tag(name: str, word: str, **attributes: str) -> Tag:
    tag = Tag(name=name, attrs=attributes)
    tag.append(NavigableString(word))
    return tag


_VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]")
_TWO = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]{2}")

TEXT_DAMAGES = (
    Damage(name="word deleted", apply=_rewrite(_WORD, _cut)),
    Damage(name="word doubled", apply=_rewrite(_WORD, _double)),
    Damage(name="word replaced", apply=_rewrite(_WORD, _replace)),
    Damage(name="words swapped", apply=_rewrite(_WORD, _swap_words)),
    Damage(name="character deleted", apply=_rewrite(_VISIBLE, _cut)),
    Damage(name="character doubled", apply=_rewrite(_VISIBLE, _double_char)),
    Damage(name="character replaced", apply=_rewrite(_VISIBLE, _replace)),
    Damage(name="characters swapped", apply=_rewrite(_TWO, _swap_chars)),
    Damage(name="case changed", apply=_rewrite(re.compile("[A-Za-z]"), _other_case)),
    Damage(name="words run together", apply=_rewrite(_LATIN_SPACE, _cut)),
    Damage(name="word torn apart", apply=_rewrite(_LATIN_INSIDE, _space)),
    Damage(name="word in a comment", apply=_wrap(lambda word: [Comment(word)])),
    Damage(name="word hidden", apply=_wrap(lambda word: [_tag("span", word, hidden="")])),
    Damage(name="word styled away", apply=_wrap(lambda word: [_tag("span", word, style="display: none")])),
    Damage(name="word in apparatus", apply=_wrap(lambda word: [_tag("i", word, **{"class": "x apparatus"})])),
    Damage(name="word in a script", apply=_wrap(lambda word: [_tag("script", word)])),
    Damage(name="word in a template", apply=_wrap(lambda word: [_tag("template", word)])),
)
"""Damages to a stretch of text: `apply` takes the block."""


# --- Damages to a whole container --------------------------------------------------------------------


def _sibling(container: Tag) -> Tag | None:
    same = set(container.get_attribute_list("class"))
    return next(
        (tag for tag in container.find_next_siblings() if same & set(tag.get_attribute_list("class"))), None
    )


def _deleted(container: Tag, _random: Random) -> bool:
    container.extract()
    return True


def _duplicated(container: Tag, _random: Random) -> bool:
    container.insert_after(copy.copy(container))
    return True


def _copied_without_id(container: Tag, _random: Random) -> bool:
    other = copy.copy(container)
    del other["id"]
    container.insert_after(other)
    return True


def _hidden(container: Tag, _random: Random) -> bool:
    container["hidden"] = ""
    return True


def _apparatus(container: Tag, _random: Random) -> bool:
    container["class"] = f"{' '.join(container.get_attribute_list('class'))} {anchors.APPARATUS_CLASS}"
    return True


def _wrapped(container: Tag, _random: Random) -> bool:
    container.wrap(Tag(name="div", attrs={"style": "display:none"}))
    return True


def _commented(container: Tag, _random: Random) -> bool:
    container.replace_with(Comment(str(container)))
    return True


def _anchor_changed(container: Tag, _random: Random) -> bool:
    container["id"] = f"{container['id']}x"
    return True


def _emptied(container: Tag, _random: Random) -> bool:
    container.clear()
    return True


def _block_deleted(container: Tag, random: Random) -> bool:
    random.choice(blocks_of(container)).extract()
    return True


def _block_doubled(container: Tag, random: Random) -> bool:
    block = random.choice(blocks_of(container))
    block.insert_after(copy.copy(block))
    return True


def _lang_changed(container: Tag, random: Random) -> bool:
    random.choice(blocks_of(container)[-1:])["lang"] = "xx"
    return True


def _lang_lost(container: Tag, random: Random) -> bool:
    block = random.choice(blocks_of(container))
    del block["lang"]
    return True


def _words_added(container: Tag, _random: Random) -> bool:
    container.append(_tag("p", "never said"))
    return True


def _swapped(container: Tag, _random: Random) -> bool:
    other = _sibling(container)
    if other is None:
        return False
    other.insert_after(container.extract())
    return True


def _block_moved(container: Tag, _random: Random) -> bool:
    other, blocks = _sibling(container), blocks_of(container)
    if other is None or len(blocks) < 2:
        return False
    blocks_of(other)[-1].insert_after(blocks[-1].extract())
    return True


def _texts_exchanged(container: Tag, _random: Random) -> bool:
    other = _sibling(container)
    if other is None:
        return False
    own, others = blocks_of(container)[-1], blocks_of(other)[-1]
    if visible(own.get_text()) == visible(others.get_text()):
        return False
    for tag, children in ((own, list(others.children)), (others, list(own.children))):
        tag.clear()
        tag.extend([copy.copy(child) for child in children])
    return True


CONTAINER_DAMAGES = (
    Damage(name="deleted", apply=_deleted),
    Damage(name="duplicated", apply=_duplicated),
    Damage(name="copied without its anchor", apply=_copied_without_id),
    Damage(name="hidden", apply=_hidden),
    Damage(name="made apparatus", apply=_apparatus),
    Damage(name="wrapped in something hidden", apply=_wrapped),
    Damage(name="commented out", apply=_commented),
    Damage(name="anchor changed", apply=_anchor_changed),
    Damage(name="emptied", apply=_emptied),
    Damage(name="block deleted", apply=_block_deleted),
    Damage(name="block doubled", apply=_block_doubled),
    Damage(name="language changed", apply=_lang_changed),
    Damage(name="language lost", apply=_lang_lost),
    Damage(name="words added", apply=_words_added),
    Damage(name="moved behind the next", apply=_swapped),
    Damage(name="last block moved into the next", apply=_block_moved),
    Damage(name="text exchanged with the next", apply=_texts_exchanged),
)
"""Damages that any container can suffer: `apply` takes the container."""


def _other_speaker(container: Tag, random: Random) -> bool:
    speakers = {str(tag["data-speaker"]) for tag in _turns_around(container) if tag.has_attr("data-speaker")}
    others = sorted(speakers - {str(container.get("data-speaker"))})
    container["data-speaker"] = random.choice(others)
    return True


def _no_speaker(container: Tag, _random: Random) -> bool:
    del container["data-speaker"]
    return True


def _name(container: Tag) -> NavigableString:
    return nodes_of(blocks_of(container)[0])[0]


def _other_name(container: Tag, random: Random) -> bool:
    names = {str(_name(tag)) for tag in _turns_around(container)}
    _name(container).replace_with(NavigableString(random.choice(sorted(names - {str(_name(container))}))))
    return True


def _no_name(container: Tag, _random: Random) -> bool:
    blocks_of(container)[0].extract()
    return True


def _paragraphs_swapped(container: Tag, random: Random) -> bool:
    by_lang = [[tag for tag in blocks_of(container, lang) if tag.name == "p"] for lang in langs_of(container)]
    several = [paragraphs for paragraphs in by_lang if len(paragraphs) > 1]
    if not several:
        return False
    paragraphs = random.choice(several)
    paragraphs[1].insert_after(paragraphs[0].extract())
    return True


def _turns_around(container: Tag) -> Iterator[Tag]:
    assert container.parent is not None
    return (tag for tag in container.parent.children if isinstance(tag, Tag) and tag.name == container.name)


TURN_DAMAGES = (
    Damage(name="given to another speaker", apply=_other_speaker),
    Damage(name="given to nobody", apply=_no_speaker),
    Damage(name="another name printed", apply=_other_name),
    Damage(name="no name printed", apply=_no_name),
    Damage(name="paragraphs swapped", apply=_paragraphs_swapped),
)
"""Damages to a turn of a labelled transcript: `apply` takes the turn."""
