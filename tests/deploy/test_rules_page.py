"""The page of rules is what the rules say."""

from deploy.rules_page import CONFIDENCES, PAGE, VERDICTS, page
from streams.rules.catalogue import CATALOGUE


def test_the_page_of_rules_is_made_from_the_rules():
    """
    After a change: `make rules`.
    """
    assert page() == PAGE.read_text(encoding="utf-8")


def test_every_rule_stands_on_the_page_with_what_it_says_and_an_example():
    """
    With its law, its verdict, how sure it is, and a story.
    """
    text = page()

    for rule in CATALOGUE:
        section = text.split(f"### {rule.id}\n")[1].split("\n### ")[0]
        for said in (rule.told, rule.law, VERDICTS[rule.verdict], CONFIDENCES[rule.confidence]):
            assert said in section
        assert "*[Voorbeeld](" in section
        assert "*[Geen signaal](" in section
