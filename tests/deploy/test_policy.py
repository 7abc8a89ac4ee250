"""The shipped policy, and what the hub says about a wrong one."""

import re
import tomllib
from pathlib import Path

import pytest

from schemas.errors import WrongConfiguration
from schemas.facts import Kind, Source
from schemas.policy import Policy, load
from schemas.rule_names import RULES

EXAMPLE = Path(__file__).parent.parent.parent / "deploy/policy/example.toml"
TEXT = EXAMPLE.read_text(encoding="utf-8")


def faults(tmp_path, text):
    file = tmp_path / "policy.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongConfiguration) as wrong:
        load(file)
    return list(wrong.value.faults)


def test_the_example_is_a_policy():
    """
    A municipality starts from it.
    """
    policy = load(EXAMPLE)

    assert ("9901", "Voorbeeldstad") == (policy.municipality, policy.name)
    assert policy.activity("07", "07X99") == Kind.DAGBESTEDING
    assert policy.activity("07", "07L01") == Kind.LEERWERKTRAJECT
    assert policy.activity("01", None) is None
    assert policy.organisation("agb:99000001") == "kvk:90000001"
    assert policy.organisation("kvk:90000009") == "kvk:90000009"
    assert policy.domain(Source.WLZ) == "jeugdwet+participatiewet+providers+uwv+wlz+wmo"


def test_the_example_names_every_key():
    """
    A setting that nobody can find is no setting.
    """
    content = tomllib.loads(TEXT)

    assert set(Policy.model_fields) == set(content)
    assert set(RULES) == set(content["signals"])
    assert set(Policy.model_fields["retention"].annotation.model_fields) == set(
        content["retention"]
    )


def test_every_key_of_the_example_is_explained():
    """
    By the comment above it, beside it, or above its table.
    """
    paragraphs = re.split(r"\n\s*\n", TEXT)

    unexplained = [
        text for text in paragraphs if "#" not in text and not text.startswith("[[organisations]]")
    ]

    assert unexplained == []


def test_without_a_ground_a_source_is_linked_with_itself_alone():
    """
    Nothing is linked unless the municipality says why it may be.
    """
    policy = load(EXAMPLE).model_copy(update={"grounds": ()})

    assert policy.domain(Source.WMO) == "wmo"


def test_a_wrong_policy_is_told_every_fault_at_once(tmp_path):
    """
    Nobody corrects one fault, starts again, and meets the next.
    """
    text = (
        TEXT.replace('"9901"', '"99"')
        .replace('oin = "00000099000000000001"', "")
        .replace("minutes_per_dagdeel = 240", "minutes_per_dagdeel = 0")
        .replace('activity = "leerwerktraject"', 'activity = "leren"')
        .replace('"agb:99000002"', '"agb:99000001"')
        .replace("R07 = true", "R07 = true\nR99 = true")
        .replace("[columns.participatiewet]", "[columns.sociale_dienst]")
        .replace('"wlz", "providers"]', '"wlz", "wlz"]')
    )

    found = faults(tmp_path, text)

    assert [
        "municipality",
        "oin",
        "minutes_per_dagdeel",
        "signals",
        "grounds",
        "products no. 2, activity",
        "organisations",
        "columns",
    ] == [fault.split(":")[0] for fault in found]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("small_group = 5", "smal_group = 5", "smal_group: no such key"),
        (
            "done_files = 30",
            "done_file = 30",
            "retention, done_file: no such key",
        ),
        ('oin = "00000099000000000001"', "", "oin: missing"),
        ("gap = true ", "gaps = true ", f"signals: no rule called gaps; known: {', '.join(RULES)}"),
        ("gap = true ", 'gap = "nee" ', "signals, gap: Input should be a valid boolean"),
        (
            'category = "07"\ncode = "07L01"',
            'category = "07"',
            "products: 07 named twice; one product is one activity",
        ),
        (
            '["agb:99000002"]',
            '["agb:99000001"]',
            "organisations: agb:99000001 named twice; a number is of one organisation",
        ),
        (
            'uren_per_week = "Uren per week"',
            'uren_per_week = "zaaknummer"',
            "columns: participatiewet: zaaknummer stands for two of our columns",
        ),
        (
            '"wlz", "providers"]',
            '"wlz", "wlz"]',
            (
                "grounds: wlz named twice; what may be linked to one may be linked to all of it, "
                "so write them as one ground, each once"
            ),
        ),
    ],
)
def test_a_fault_says_where_it_is_and_what_would_be_right(tmp_path, old, new, fault):
    """
    In the words of the file, not of the program.
    """
    assert old in TEXT

    assert [fault] == faults(tmp_path, TEXT.replace(old, new))


def test_a_number_of_an_organisation_says_which_register_it_is_of(tmp_path):
    """
    A bare number could be anybody's.
    """
    (fault,) = faults(tmp_path, TEXT.replace('"agb:99000002"', '"99000002"'))

    assert fault.startswith("organisations no. 2, known_as no. 1: ")


@pytest.mark.parametrize("text", ["municipality = ", "\x00", ""])
def test_what_is_no_policy_at_all_is_told_so(tmp_path, text):
    """
    No TOML, or nothing in it.
    """
    assert faults(tmp_path, text) != []


def test_a_policy_that_is_not_there_is_told_so(tmp_path):
    """
    With its path, so that somebody can look.
    """
    with pytest.raises(WrongConfiguration, match="nowhere"):
        load(tmp_path / "nowhere.toml")


def test_the_same_settings_in_another_order_are_the_same_policy(tmp_path):
    """
    Tidying up the file restates nothing.
    """
    file = tmp_path / "policy.toml"
    lines = TEXT.replace("\noverlap = true ", "\nswap = true ").replace(
        "\ngap = true ", "\noverlap = true "
    )
    file.write_text(lines.replace("\nswap = true ", "\ngap = true "), encoding="utf-8")

    assert load(EXAMPLE).fingerprint() == load(file).fingerprint()


def test_another_setting_is_another_policy():
    """
    And restates what it touches.
    """
    policy = load(EXAMPLE)

    assert policy.fingerprint() != policy.model_copy(update={"label": "inwoner"}).fingerprint()
