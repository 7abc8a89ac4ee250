"""What counts towards a provider."""

from schemas.facts import Kind
from tests import laws
from tests.given import (
    HOLDER,
    KVK,
    TOWN,
    counted,
    day_passed,
    of_account,
    policy_set,
    subsidy,
)

ACCOUNT = f"{TOWN}/{KVK}"


def running(*messages):
    return laws.run("account", [policy_set(), *messages])


def periods(subject, account=ACCOUNT):
    document = laws.documents(subject)["providers"][account]
    return [(p["start"], p.get("end"), p["placements"]) for p in document["periods"]]


def test_a_provider_sees_its_placements_by_kind_over_time():
    """
    No extra forms: what it told already is counted.
    """
    subject = running(
        counted("01-01", "03-01", who="1"),
        counted("02-01", who="2"),
        counted("02-01", who="3", activity=Kind.BESCHUT_WERK),
    )

    assert [
        ("2026-01-01", "2026-02-01", {"dagbesteding": 1}),
        ("2026-02-01", "2026-03-01", {"beschut_werk": 1, "dagbesteding": 2}),
        ("2026-03-01", None, {"beschut_werk": 1, "dagbesteding": 1}),
    ] == periods(subject)


def test_a_provider_is_told_of_by_municipality():
    """
    Each municipality is its own controller, also of what a shared provider does for it.
    """
    subject = running(counted("01-01"))

    (document,) = laws.documents(subject)["providers"].values()

    assert (KVK, TOWN) == (document["provider"], document["municipality"])


def test_entries_that_share_a_record_count_once():
    """
    A renamed person travels through two partitions, and is one person.
    """
    subject = running(counted("01-01", who="1", record="r"), counted("01-01", who="2", record="r"))

    assert [("2026-01-01", None, {"dagbesteding": 1})] == periods(subject)


def test_a_placement_that_is_taken_back_no_longer_counts():
    """
    The last one out: the provider has no figures any more.
    """
    subject = running(counted("01-01"))

    (told,) = subject.told(counted("01-01", gone=True))

    assert ("providers.outcomes-reported", []) == (told[0], told[1]["periods"])
    assert laws.documents(subject)["providers"] == {}


def test_providers_do_not_count_each_others_placements():
    """
    Each account is its own.
    """
    subject = running(counted("01-01"), counted("02-01", who="2", provider=HOLDER))

    assert [("2026-02-01", None, {"dagbesteding": 1})] == periods(subject, f"{TOWN}/{HOLDER}")


def test_a_record_about_money_is_kept_and_says_so():
    """
    No conclusion of this version uses it here; it is not lost.
    """
    subject = running(of_account(subsidy("01-01")))

    (outcome,) = laws.forwarded(subject.decided).values()

    assert ("account", "without-effect") == (outcome["step"], outcome["outcome"])
    subject.take(of_account(gone=True))
    assert laws.forwarded(subject.decided) == {}


def test_a_day_or_a_policy_changes_no_count():
    """
    Counting needs neither.
    """
    assert running(counted("01-01")).told(day_passed("2030-01-01"), policy_set()) == []
