"""What can be found out about a talk: pure functions from the model to findings.

To add an analysis: a module here, a field in `Findings`, a line in `analyse`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.analysis.account import Account, account_for
from generator.analysis.collation import Collation, collate_talk
from generator.analysis.collation_terms import misspellings
from generator.analysis.concordance import Entry, make_concordance
from generator.analysis.elsewhere import Elsewhere
from generator.analysis.evidence import Claim, link_evidence
from generator.analysis.mentions import Mention, find_mentions
from generator.analysis.questions import Question, find_questions
from generator.analysis.speakers import Follow, SpeakerStats, count_follows, count_speakers
from generator.analysis.translation import TranslationFlag, check_translation
from generator.errors import Problem
from generator.languages import find_lang
from generator.model import Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything found out about one talk."""

    speakers: tuple[SpeakerStats, ...]
    """How much each speaker said in the main transcript, in the order they first speak."""
    follows: tuple[Follow, ...]
    """Who spoke after whom, and how often."""
    claims: tuple[Claim, ...]
    """Every point of the summary and takeaway, with the passages that bear it out."""
    mentions: tuple[Mention, ...]
    """Every use of a glossary term in any transcript."""
    concordance: tuple[Entry, ...]
    """For each term, in the order of the recap, who says it and where."""
    questions: tuple[Question, ...]
    """The questions that were asked."""
    translation: tuple[TranslationFlag, ...]
    """Where the two languages of the main transcript do not agree."""
    collations: tuple[Collation, ...]
    """The main transcript beside each further one, word by word."""
    accounts: tuple[Account, ...]
    """For each source file, what became of its characters."""
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    """What the other talks of the site have to do with this one: see `analysis.catalogue`."""


def analyse(talk: Talk) -> Findings:
    """Find out everything the pages show about a talk."""
    mentions = find_mentions(talk)
    collations = collate_talk(talk)
    return Findings(
        speakers=count_speakers(talk),
        follows=count_follows(talk),
        claims=link_evidence(talk),
        mentions=mentions,
        concordance=make_concordance(talk, mentions, _misspelt(talk, collations)),
        questions=find_questions(talk),
        translation=check_translation(talk.transcripts[0], talk) if talk.transcripts else (),
        collations=collations,
        accounts=tuple(account_for(talk, document) for document in talk.documents),
    )


def _misspelt(talk: Talk, collations: tuple[Collation, ...]) -> dict[int, list[tuple[str, int]]]:
    """Return how machine transcripts wrote the terms that the main one has right, with the turn there."""
    names = [[name.strip() for name in term.name.text.split("/")] for term in talk.recap.terms]
    found: dict[int, list[tuple[str, int]]] = {}
    for collation in collations:
        for term, spellings in misspellings(collation, names).items():
            own = [
                (one.spelling, one.words[0].passage.turn) for one in spellings if one.words and one.side == "other"
            ]
            found.setdefault(term, []).extend(own)
    return found


def find_problems(talk: Talk, findings: Findings) -> tuple[Problem, ...]:
    """Return what the analysis found that somebody should look at: words that a claim quotes and nobody said."""
    spoken = {lang for transcript in talk.transcripts for lang in transcript.langs}
    # A quotation that was translated is no misquotation: nobody said it in these words.
    if talk.recap_source is None or not find_lang(talk.recap_lang, spoken):
        return ()
    return tuple(
        Problem(
            origin=talk.recap_source.origin(wrong.line),
            wrong=f"“{wrong.quotation}” was not said in these words",
            right=f"turn {wrong.turn} comes nearest: “{wrong.nearest}”",
            fatal=False,
        )
        for claim in findings.claims
        for wrong in claim.misquotations
    )
