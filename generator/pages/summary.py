"""The summary page: who has one minute reads only this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import anchors
from generator.analysis import Findings
from generator.analysis.elsewhere import Place
from generator.analysis.evidence import ClaimKind
from generator.analysis.speakers import SpeakerStats, turn_words
from generator.languages import language_name
from generator.model import Speaker, Talk
from generator.pages.chapters import render_unplaced
from generator.pages.downloads import Offer, download_href, offer_href, offer_name
from generator.pages.evidence import render_evidence
from generator.pages.markup import (
    Markdown,
    attributes,
    blocks,
    container,
    element,
    heading,
    join,
    link,
    paragraph,
    paragraph_start,
    raw_block,
    text,
)
from generator.pages.questions import render_questions
from generator.pages.speech import colour_class
from generator.pages.strings import Strings
from generator.pages.times import media_href

_OFFERED = ("export_text", "export_epub", "export_webvtt")
"""The exports that readers ask for; the record has them all."""


def render_summary(talk: Talk, findings: Findings, say: Strings, offers: Sequence[Offer] = ()) -> Markdown:
    """Write the summary: the points, the facts, who spoke, the way on."""
    main = container(
        "div",
        blocks(
            [
                _points(talk, findings, say),
                _questions(talk, findings, say),
                render_unplaced(talk, talk.chapters, say),
                _ways_on(talk, findings, say),
            ]
        ),
        class_="summary-main",
    )
    files = [*_offers(offers, say), *_downloads(talk, say)]
    about = blocks([_facts(talk, findings, say), _cast(talk, findings, say), *files])
    aside = container("div", about, class_="summary-about") if about else None
    return container("div", blocks([main, aside]), class_="summary")


def _questions(talk: Talk, findings: Findings, say: Strings) -> Markdown | None:
    """Write the questions here where there is no page of takeaways to hold them."""
    return None if talk.recap.takeaways else render_questions(talk, findings, say)


def _points(talk: Talk, findings: Findings, say: Strings) -> Markdown | None:
    if not talk.recap.summary:
        return None
    points = blocks(
        container(
            "li",
            blocks(
                [
                    paragraph(paragraph_start(excerpt.text), lang=talk.recap_lang),
                    render_evidence(talk, findings, (ClaimKind.SUMMARY, index), say),
                ]
            ),
            id=anchors.point(index),
            class_="point",
        )
        for index, excerpt in enumerate(talk.recap.summary, start=1)
    )
    return container("ol", points, class_="points")


def _facts(talk: Talk, findings: Findings, say: Strings) -> Markdown | None:
    facts = list(_fact_rows(talk, findings, say))
    rows = join((element("div", element("dt", text(name)) + element("dd", value)) for name, value in facts), "\n")
    return raw_block(Markdown(f'<dl class="facts">\n{rows}\n</dl>')) if facts else None


def _fact_rows(talk: Talk, findings: Findings, say: Strings) -> Iterator[tuple[str, Markdown]]:
    if talk.event:
        yield say("event"), _listed(talk.event, findings.elsewhere.event)
    if talk.date:
        yield say("date"), element("time", text(talk.date), datetime=talk.date)
    if talk.tags:
        topics = findings.elsewhere.topics
        links = (_listed(tag, topics.get(tag)) for tag in talk.tags)
        yield say("topics"), join(links, " · ")
    if talk.media:
        yield say("recording"), element("a", text(talk.media), href=media_href(talk), rel="noopener")
    if talk.transcripts:
        turns = talk.transcripts[0].turns
        names = (element("span", text(language_name(lang)), lang=lang) for lang in talk.langs)
        yield say("languages"), join(names, " · ")
        yield say("length"), text(say("length_words", words=sum(map(turn_words, turns)), turns=len(turns)))


def _listed(name: str, place: Place | None) -> Markdown:
    """Write the name of an event or topic, as the way to the list of its talks where there is one."""
    if place is None:
        return text(name)
    # Inside an HTML block no engine rewrites links, so this one names the built page.
    return element("a", text(name), href=f"../{place.uri.removesuffix('.md')}.html#{place.anchor}")


def _cast(talk: Talk, findings: Findings, say: Strings) -> Markdown | None:
    if not findings.speakers:
        return None
    rows = join((_member(talk, talk.speaker(stats.speaker), stats, say) for stats in findings.speakers), "\n")
    return blocks(
        [
            heading(3, text(say("who")), id="who"),
            container("ul", rows, class_="cast"),
        ]
    )


def _member(talk: Talk, speaker: Speaker, stats: SpeakerStats, say: Strings) -> Markdown:
    name = link(text(speaker.name), f"{anchors.SPEAKERS_URI}#{anchors.speaker(speaker.id)}")
    role = element("span", text(speaker.role), class_="role") if speaker.role else Markdown("")
    share = element("span", text(say("share", percent=stats.percent)), class_="share")
    class_ = attributes(class_=colour_class(talk, speaker.id))
    return Markdown(f'<li{class_} markdown="span">{join(filter(None, [name, share, role]), " ")}</li>')


def _offers(offers: Sequence[Offer], say: Strings) -> list[Markdown]:
    """Write the links to the files that readers take with them."""
    files = [
        element("li", element("a", text(offer_name(offer, say)), href=offer_href(offer), download=""))
        for offer in offers
        if offer.title in _OFFERED
    ]
    if not files:
        return []
    links = raw_block(element("ul", join(files), class_="downloads"))
    return [heading(3, text(say("exports")), id="exports"), links]


def _downloads(talk: Talk, say: Strings) -> list[Markdown]:
    files = (
        element(
            "li", element("a", text(document.source.path.rpartition("/")[2]), href=download_href(document.source))
        )
        for document in talk.documents
    )
    links = raw_block(element("ul", join(files), class_="downloads"))
    return [heading(3, text(say("downloads")), id="sources"), links]


def _ways_on(talk: Talk, findings: Findings, say: Strings) -> Markdown:
    ways = (
        [_way(anchors.TAKEAWAYS_URI, "takeaways", len(talk.recap.takeaways), say)] if talk.recap.takeaways else []
    )
    if talk.recap.terms:
        ways.append(_way(anchors.GLOSSARY_URI, "glossary", len(talk.recap.terms), say))
    uris = anchors.transcript_uris([transcript.kind for transcript in talk.transcripts])
    for uri, transcript in zip(uris, talk.transcripts, strict=True):
        name = "transcript" if uri == anchors.TRANSCRIPT_URI else f"transcript_{transcript.kind}"
        ways.append(_way(uri, name, len(transcript.turns), say))
    if findings.collations:
        ways.append(_way(anchors.COLLATION_URI, "collation", 0, say))
    if any(turn.speaker for transcript in talk.transcripts[:1] for turn in transcript.turns):
        ways.append(_way(anchors.SPEAKERS_URI, "speakers", 0, say))
    ways.append(_way(anchors.RECORD_URI, "record", 0, say))
    return blocks(
        [heading(3, text(say("read_on")), id="read-on"), container("ul", join(ways, "\n"), class_="ways")]
    )


def _way(uri: str, name: str, count: int, say: Strings) -> Markdown:
    label = link(text(say(f"page_{name}")), uri)
    note = element("span", text(say(f"on_{name}", count=count)))
    return Markdown(f'<li markdown="span">{label} {note}</li>')
