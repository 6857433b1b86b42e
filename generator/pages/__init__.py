"""From talks and findings to Markdown pages.

To add a page kind: a module here with a `render` function, a line in `_kinds`, its name in the locale tables,
a folder of cases in `tests/cases/pages/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from generator import anchors
from generator.analysis import Findings
from generator.model import Talk
from generator.pages.collation import collation_kinds
from generator.pages.downloads import Offer
from generator.pages.glossary import render_glossary
from generator.pages.page import Body, Page, PageKind, frame
from generator.pages.record import render_record
from generator.pages.ribbon import Ribbon
from generator.pages.speakers import render_speakers
from generator.pages.strings import Strings, strings_for
from generator.pages.summary import render_summary
from generator.pages.takeaways import render_takeaways
from generator.pages.transcript import transcript_kinds


def _kinds(talk: Talk, findings: Findings, offers: Sequence[Offer], say: Strings) -> tuple[PageKind, ...]:
    """Return the page kinds in the order they stand in the row under the title."""
    summary, record = partial(render_summary, offers=offers), partial(render_record, offers=offers)
    ribbons = [Ribbon(talk, transcript) for transcript in talk.transcripts]
    speakers = partial(render_speakers, ribbons=ribbons)
    return (
        PageKind(uri=anchors.SUMMARY_URI, name="page_summary", render=summary),
        PageKind(uri=anchors.TAKEAWAYS_URI, name="page_takeaways", render=render_takeaways),
        PageKind(uri=anchors.GLOSSARY_URI, name="page_glossary", render=render_glossary),
        *transcript_kinds(talk, ribbons),
        *collation_kinds(talk, findings, say),
        PageKind(uri=anchors.SPEAKERS_URI, name="page_speakers", render=speakers, searched=False),
        PageKind(uri=anchors.RECORD_URI, name="page_record", render=record, searched=False),
    )


def render_pages(talk: Talk, findings: Findings, offers: Sequence[Offer] = ()) -> tuple[Page, ...]:
    """Write every page of a talk that has something to say; `offers` are the exports that lie beside them."""
    say = strings_for(talk.lang)
    written = [(kind, kind.render(talk, findings, say)) for kind in _kinds(talk, findings, offers, say)]
    bodies = [Body(kind=kind, content=content) for kind, content in written if content is not None]
    return tuple(frame(talk, findings, body, bodies, say) for body in bodies)
