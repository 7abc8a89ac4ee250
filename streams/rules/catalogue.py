"""Every rule of the hub, once, in order: what the page of rules and the tests go through."""

from streams.rules import (
    allocated,
    budget,
    claims,
    clients,
    concurrence,
    contact,
    cover,
    decided,
    delivered,
    offered,
    places,
    removed,
    stay,
)
from streams.rules.rule import Rule


def _in_order(rule: Rule) -> tuple[str, str]:
    return rule.id, rule.part


CONCURRENCE: tuple[Rule, ...] = tuple(
    sorted({*(entry.rule for entry in concurrence.TABLE), *places.RULES}, key=_in_order)
)
OF_TIME = (*contact.RULES, *stay.RULES)
OF_ACCOUNTS = budget.RULES
# Facts that contradict one another, and the claims that do
OF_FACTS = (
    *(*claims.RULES, *removed.RULES, *delivered.RULES, *allocated.RULES, *clients.RULES),
    *(*offered.RULES, *decided.RULES),
)
CATALOGUE: tuple[Rule, ...] = (*cover.RULES, *OF_TIME, *OF_ACCOUNTS, *OF_FACTS, *CONCURRENCE)
