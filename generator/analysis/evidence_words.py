"""Words that say nothing about the matter of a claim: they are not compared, and a quotation may be cut at them.

English is the only language with a list of stop words: elsewhere the weight of a word that is everywhere falls to
nothing by itself. In English the claims and the speech differ most in such words.
"""

from __future__ import annotations

_FUNCTION_WORDS = """
a about above across after again against all almost along already also although always am among an and another any
anybody anyone anything are aren't around as at away be became because become becomes been before behind being
below between both but by came can can't cannot come comes could couldn't did didn't do does doesn't doing don't
done down during each either else enough especially etc even ever every everybody everyone everything few for from
further get gets getting give given go goes going gone gonna got had hadn't has hasn't have haven't having he he'd
he'll he's her here here's hers herself him himself his how however i i'd i'll i'm i've if in instead into is
isn't it it'd it'll it's its itself just kind know let let's like little look lot lots made make makes making many
may maybe me mean means might mine more most mostly much must my myself near need needs neither never no nobody
none nor not nothing now of off often oh ok okay on once one ones only onto or other others otherwise our ours
ourselves out over own particularly per perhaps put quite rather really right said same saw say saying says see
seem seems seen several shall she she'd she'll she's should shouldn't since so some somebody somehow someone
something sometimes sort still such take taken takes taking than that that's the their theirs them themselves then
there there's these they they'd they'll they're they've thing things think this those though through thus to
together too toward towards try trying uh um under until up upon us use used uses using various very via want
wants was wasn't way ways we we'd we'll we're we've well went were weren't what what's whatever when where whereas
whether which while who who's whoever whole whom whose why will with within without won't would wouldn't yeah yes
yet you you'd you'll you're you've your yours yourself
"""
# What a recap reports with, and nobody says in the talk itself: "the team discussed", "Yan argues".
_REPORTING_WORDS = """
address addressed argued argues asked believed believes concluded considered describes discuss discussed discusses
discussing discussion emphasized emphasizes explained explains explores focus focused focuses focusing highlighted
highlights including introduced involves mentioned mentions noted notes outlined presented presents proposed
raised refers reported speaker speakers stated states stressed suggested suggests talked talks thought viewed
"""

ENGLISH_STOP_WORDS = frozenset(_FUNCTION_WORDS.split()) | frozenset(_REPORTING_WORDS.split())
"""Words that are not compared."""

FILLERS = frozenset(("ah", "eh", "er", "erm", "hm", "hmm", "mhm", "mm", "uh", "uhm", "um", "呃", "嗯"))
"""Sounds of thinking, which no quotation repeats."""

LINKS = frozenset(("and", "because", "but", "if", "or", "so", "then", "when", "where", "which", "while", "who"))
"""Words before which a stretch of speech without punctuation may be cut."""

_LEANING = """
a an the this that these those my your his her its our their some any no each every of to in on at for from by
with into about between as than like very more most less not is are was were be been being am has have had do does
did can could will would should may might must i you he she it we they
"""
LEANING = frozenset(_LEANING.split()) | LINKS
"""Words that lean on the next one: a stretch of speech is not cut behind them."""

HAN_PARTICLES = frozenset("的了吗呢吧啊嘛们么嗎們麼")
"""A pair of characters with one of these says nothing."""

HAN_COMMON = frozenset(
    "是在和与與也都就而及或等我你他她它这那這有不会會要能可以把被让讓对對从從为為上下来來去说說一个個很"
)
"""A pair of two of these says nothing."""
