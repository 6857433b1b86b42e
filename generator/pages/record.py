"""The record page: which files, what became of every character, and the proof."""

from __future__ import annotations

from collections.abc import Sequence

from generator import anchors
from generator.analysis import Findings, find_problems
from generator.analysis.account import Account, Setting
from generator.analysis.translation import TranslationFlag
from generator.languages import detect_lang, language_name
from generator.model import Talk
from generator.origin import Excerpt
from generator.pages.downloads import Offer, download_href, offer_href, offer_name
from generator.pages.markup import Markdown, blocks, element, filled, heading, link, paragraph, table, text
from generator.pages.strings import Strings
from generator.words import visible

FIDELITY_NAME = "fidelity.json"
_COUNTS = ("characters", "words", "found", "structural", "repeated")


def render_record(talk: Talk, findings: Findings, say: Strings, offers: Sequence[Offer] = ()) -> Markdown:
    """Write the record of a talk's sources, with the files that were made of it for other programs."""
    fidelity = element("a", Markdown(FIDELITY_NAME), href=FIDELITY_NAME)
    return blocks(
        [
            paragraph(filled(say.table["proof_note"], fidelity=fidelity)),
            _sources(findings, say),
            *_offers(offers, say),
            heading(3, text(say("sha256")), id="hashes"),
            _hashes(findings, say),
            heading(3, text(say("not_on_pages")), id="not-on-pages"),
            *(block for account in findings.accounts for block in _settings(account, say)),
            heading(3, text(say("flags")), id="flagged"),
            *_flags(talk, findings, say),
        ]
    )


def _sources(findings: Findings, say: Strings) -> Markdown:
    head = [say(key) for key in ("file", *_COUNTS, "lost")]
    return table(map(text, head), [_source_row(account) for account in findings.accounts], say("page_record"))


def _source_row(account: Account) -> list[Markdown]:
    source = account.document.source
    # The proof reads these figures again and compares them with its own: see `verify`.
    counts = [
        element("data", Markdown(f"{getattr(account, name):,}"), value=getattr(account, name), class_=name)
        for name in _COUNTS
    ]
    lost = element("data", Markdown("0"), value=0, class_="lost")
    return [
        element("a", text(source.path.rpartition("/")[2]), href=download_href(source), data_file=source.path),
        *counts,
        lost,
    ]


def _offers(offers: Sequence[Offer], say: Strings) -> list[Markdown]:
    if not offers:
        return []
    rows = [
        [
            element("a", text(offer.uri.rpartition("/")[2]), href=offer_href(offer), download=""),
            text(offer_name(offer, say)),
            Markdown(f"{max(offer.size / 1000, 0.1):,.1f} kB"),
        ]
        for offer in offers
    ]
    head = [say(key) for key in ("file", "format", "size")]
    return [heading(3, text(say("exports")), id="exports"), table(map(text, head), rows, say("exports"))]


def _hashes(findings: Findings, say: Strings) -> Markdown:
    head = [say(key) for key in ("file", "encoding", "sha256")]
    rows = [
        [
            text(account.document.source.path),
            text(account.document.source.encoding),
            element("code", Markdown(account.document.source.sha256)),
        ]
        for account in findings.accounts
    ]
    return table(map(text, head), rows, say("sha256"))


def _settings(account: Account, say: Strings) -> list[Markdown]:
    """Write what one file holds that is on no page, with the lines it stands on."""
    if not account.settings:
        return []
    head = [say(key) for key in ("reason", "characters", "lines")]
    rows = [_setting_row(setting, say) for setting in account.settings]
    name = account.document.source.path
    return [paragraph(element("b", text(name))), table(map(text, head), rows, name)]


def _setting_row(setting: Setting, say: Strings) -> list[Markdown]:
    reason = text(say("repeats", lines=line_ranges(setting.repeats)) if setting.repeats else setting.reason)
    return [reason, Markdown(f"{setting.characters:,}"), text(line_ranges(setting.lines))]


def line_ranges(lines: tuple[int, ...]) -> str:
    """Return line numbers in the short form: `1–3, 5, 8–9`."""
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in ranges)


def _flags(talk: Talk, findings: Findings, say: Strings) -> list[Markdown]:
    flags: list[Markdown] = []
    if talk.title_excerpt and visible(talk.title_excerpt.text) != visible(talk.title):
        flags.append(_source_title(talk.title_excerpt, "source-title", say))
    for index, title in enumerate(talk.other_titles, start=2):
        flags.append(_source_title(title.excerpt, f"source-title-{index}", say))
    flags += [paragraph(text(str(problem))) for problem in (*talk.problems, *find_problems(talk, findings))]
    flags += [_translation_flag(flag, say) for flag in findings.translation]
    return flags or [paragraph(text(say("flags_none")))]


def _source_title(excerpt: Excerpt, anchor: str, say: Strings) -> Markdown:
    lang = detect_lang(excerpt.text)
    title = element("q", text(excerpt.text), class_="source-title", id=anchor, lang=lang)
    return paragraph(text(f"{say('title_in_source')}:") + Markdown(" ") + title)


def _translation_flag(flag: TranslationFlag, say: Strings) -> Markdown:
    words = say(
        f"flag_{flag.kind}",
        turn=flag.turn,
        language=language_name(flag.lang),
        values=", ".join(flag.values),
    )
    return paragraph(link(text(words), f"{anchors.TRANSCRIPT_URI}#{anchors.turn(flag.turn)}"), class_="flag")
