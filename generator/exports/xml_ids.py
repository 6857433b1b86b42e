"""Names for things in XML: `xml:id` allows fewer characters than the anchors of a page."""

from __future__ import annotations

from collections.abc import Sequence

from generator import anchors
from generator.analysis.patterns import when_needed
from generator.model import Speaker

# https://www.w3.org/TR/xml-names/#NT-NCName, behind a begin that is always a letter.
_NAME_CHARS = when_needed(
    "[-.0-9A-Z_a-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]*"
)


def speaker_xml_ids(speakers: Sequence[Speaker]) -> dict[str, str]:
    """Return an id for each speaker: the anchor on the site, or a number where XML does not allow that."""
    return {
        speaker.id: anchors.speaker(speaker.id if _NAME_CHARS().fullmatch(speaker.id) else f"{number}")
        for number, speaker in enumerate(speakers, start=1)
    }
