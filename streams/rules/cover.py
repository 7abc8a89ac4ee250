"""Rules of cover: what pays for a placement, and what does not add up.

They follow from the facts alone; no law forbids what they show.
"""

from streams.rules.rule import Rule

_OURS = "de afspraken van de gemeente; geen wettelijk verbod"

OVERLAP = Rule(
    "overlap",
    law=_OURS,
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    explanation=(
        "Twee of meer voorzieningen betalen samen meer uren per week dan de plaatsing telt: "
        "dezelfde uren worden dubbel betaald."
    ),
)
GAP = Rule(
    "gap",
    law=_OURS,
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    explanation="De plaatsing loopt, maar voor (een deel van) de uren is er geen betaler.",
)
PROVISIONAL = Rule(
    "provisional",
    law=_OURS,
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    explanation=(
        "De plaatsing is begonnen en er is nog niets besloten: voorlopig zonder betaler. "
        "Dit is een open punt, geen fout."
    ),
)
OVERBOOKED = Rule(
    "overbooked",
    law=_OURS,
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    explanation="Er zijn meer mensen geplaatst dan de werkplek aankan.",
)
RULES = (OVERLAP, GAP, PROVISIONAL, OVERBOOKED)
