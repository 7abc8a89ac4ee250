"""Whose fact is this?  Plain examples of the step, one rule each."""

from datetime import date

import pytest

from schemas.contracts import AllocationRemoved, ClaimSubmitted, ContractAgreed
from schemas.costs import CostKind, CostReported, WageValueReimbursed
from schemas.events import LinkDoubted, PersonsChanged
from schemas.facts import (
    AllocationMade,
    BenefitReceived,
    ContactHeld,
    DecisionMade,
    DeliveryStarted,
    DeliveryStopped,
    EmploymentHeld,
    IncomeReported,
    PersonDescribed,
    PlacementReported,
    PlaceOffered,
    ProvisionGranted,
    RevenueReported,
    SubsidyGranted,
    WageSubsidyGranted,
)
from schemas.keys import MissingKey
from schemas.programmes import ProgrammePlanned
from schemas.volumes import Unit
from streams.controls import MissingPolicy
from streams.step import CHUNK
from tests.streams.identities import (
    ALL,
    BSN,
    JAN,
    MUNICIPALITY,
    OTHER_BSN,
    PIET,
    Hub,
    policy,
    told,
    with_bsn,
)

LINKING = policy(ALL)
LATER = (ContactHeld(on=date(2026, 2, 2)),)


@pytest.fixture
def hub():
    return Hub(LINKING)


class TestVersions:
    def test_the_greatest_version_is_current_whatever_came_first(self, hub):
        """
        A late older version changes nothing, and its outcome says so.
        """
        hub.tell(told("r", with_bsn(JAN), at=2, facts=LATER), told("r", with_bsn(JAN), at=1))

        assert [f["facts"][0]["on"] for f in hub.facts().values()] == ["2026-02-02"]
        assert hub.fates() == [("r", "00:01", "superseded"), ("r", "00:02", "passed")]

    def test_the_stamp_of_the_source_goes_before_the_time_of_receipt(self, hub):
        """
        The source knows best which of its versions is the last.
        """
        hub.tell(
            told("r", with_bsn(JAN), at=1, stamp="2026-02-02", facts=LATER),
            told("r", with_bsn(JAN), at=2, stamp="2026-01-01"),
        )

        assert hub.fates() == [("r", "00:01", "passed"), ("r", "00:02", "superseded")]

    def test_a_message_told_again_does_not_overtake_its_correction(self, hub):
        """
        iWmo: the same message again is the same message, received when it first was.
        """
        start = told("r", with_bsn(JAN), at=1, occasion="305 nr 1")
        correction = told("r", with_bsn(JAN), at=2, occasion="305 nr 2", facts=LATER)
        again = told("r", with_bsn(JAN), at=3, occasion="305 nr 1")

        hub.tell(start, correction, again)

        assert [f["facts"][0]["on"] for f in hub.facts().values()] == ["2026-02-02"]

    def test_a_correction_may_stand_once_the_first_telling_turns_up(self, hub):
        """
        As above, with the first telling last: the correction was superseded, and no longer is.
        """
        again = told("r", with_bsn(JAN), at=3, occasion="305 nr 1")
        correction = told("r", with_bsn(JAN), at=2, occasion="305 nr 2", facts=LATER)
        start = told("r", with_bsn(JAN), at=1, occasion="305 nr 1")

        hub.tell(again, correction, start)

        assert hub.fates() == [
            ("r", "00:01", "superseded"),
            ("r", "00:02", "passed"),
            ("r", "00:03", "superseded"),
        ]

    def test_a_deletion_takes_the_facts_back_and_the_person_is_gone(self, hub):
        """
        A deletion is a version like any other.
        """
        hub.tell(told("r", with_bsn(JAN), at=1), told("r", with_bsn(JAN), at=2, deleted=True))

        assert hub.facts() == {}
        assert hub.persons() == {}
        assert hub.fates() == [("r", "00:01", "superseded"), ("r", "00:02", "without-effect")]

    def test_a_version_after_the_deletion_stands_again(self, hub):
        """
        Deleted by mistake.
        """
        hub.tell(
            told("r", with_bsn(JAN), at=1),
            told("r", with_bsn(JAN), at=2, deleted=True),
            told("r", with_bsn(JAN), at=3),
        )

        assert len(hub.standing()) == 1

    def test_telling_again_tells_nothing(self, hub):
        """
        At least once is enough.
        """
        hub.tell(told("r", with_bsn(JAN), at=1))
        sent = len(hub.sent)

        hub.tell(told("r", with_bsn(JAN), at=1))

        assert len(hub.sent) == sent


class TestPersons:
    def test_a_person_that_first_appears_is_linked(self, hub):
        """
        Whoever folds the events knows everybody, also those who are alone.
        """
        hub.tell(told("r", JAN))

        assert hub.changes() == ["linked"]
        assert hub.clusters() == ["r"]
        assert hub.persons()[hub.person("r")]["aliases"] == []

    def test_a_participant_that_nobody_described_is_a_person(self, hub):
        """
        No BSN, no name, no indication: known by the provider's own participant id.
        """
        hub.tell(told("r", PersonDescribed(local="p-17"), source="providers", node="n"))

        assert hub.standing() == [f"{hub.person('n')}|r"]

    def test_a_description_counts_for_all_records_of_the_participant(self, hub):
        """
        The placement says only the participant id, the registration who that is.
        """
        participant = PersonDescribed(local="p-17")
        described = with_bsn(JAN).model_copy(update={"local": "p-17"})
        hub.tell(
            told("placement", participant, source="providers", node="n"),
            told("registration", described, source="providers", node="n", facts=()),
            told("allocation", with_bsn(JAN)),
        )

        assert hub.clusters() == ["allocation n"]

    @pytest.mark.parametrize("registrations", [("a", "b"), ("b", "a")])
    def test_a_participant_is_who_the_greatest_description_says(self, hub, registrations):
        """
        Two records describe the participant; the later one knows better.
        """
        earlier, later = registrations
        hub.tell(
            told(earlier, with_bsn(PIET, OTHER_BSN), source="providers", node="n", at=1),
            told(later, with_bsn(JAN), source="providers", node="n", at=2),
            told("allocation", with_bsn(JAN)),
        )

        assert hub.clusters() == ["allocation n"]

    def test_another_record_of_the_person_is_linked(self, hub):
        """
        Two systems, one BSN.
        """
        hub.tell(told("a", with_bsn(JAN)), told("b", with_bsn(JAN), source="uwv"))

        assert hub.changes() == ["linked", "linked"]
        assert hub.clusters() == ["a b"]

    def test_a_late_bsn_links_and_restates(self, hub):
        """
        The facts move to the person of the BSN, and are taken back where they stood.
        """
        hub.tell(
            told("a", with_bsn(JAN)),
            told("b", PersonDescribed(surname="Vries"), source="providers", at=1),
        )
        before = hub.person("b")

        late = PersonDescribed(surname="Vries", bsn=BSN)
        hub.tell(told("b", late, source="providers", at=2))

        assert hub.changes() == ["linked", "linked", "merged"]
        assert hub.standing() == [f"{hub.person('a')}|a", f"{hub.person('a')}|b"]
        assert before not in hub.persons()

    def test_facts_of_records_that_did_not_change_move_along(self, hub):
        """
        The registration gets its BSN; the placement of the same participant moves with it.
        """
        known = JAN.model_copy(update={"local": "p-17"})
        hub.tell(
            told("allocation", with_bsn(PIET)),
            told("registration", known, source="providers", node="n", facts=(), at=1),
            told("placement", PersonDescribed(local="p-17"), source="providers", node="n", at=2),
        )

        hub.tell(
            told("registration", with_bsn(known), source="providers", node="n", facts=(), at=3)
        )

        person = hub.person("allocation")
        assert hub.standing() == [f"{person}|allocation", f"{person}|placement"]

    def test_what_leaves_a_person_is_told_before_what_comes(self, hub):
        """
        The participant turns out to be somebody else, and somebody else to be the participant.
        """
        hub.tell(
            told("a", with_bsn(JAN), source="uwv", at=1),
            told("b", with_bsn(PIET, OTHER_BSN), source="wmo", at=1),
            told("p", with_bsn(JAN), source="providers", node="n", at=1),
            told("q", PersonDescribed(local="n"), source="providers", node="n", at=1),
        )
        sent = len(hub.sent)
        hub.tell(told("p", with_bsn(PIET, OTHER_BSN), source="providers", node="n", at=2))
        gone = [e.value.gone for e in hub.sent[sent:] if e.topic.name == "person.facts"]

        assert gone == [True, True, False, False]

    def test_a_corrected_bsn_splits(self, hub):
        """
        Un-merge is first-class: the facts go back where they belong.
        """
        hub.tell(told("a", with_bsn(JAN)), told("b", with_bsn(JAN), source="uwv", at=1))

        hub.tell(told("b", with_bsn(PIET, OTHER_BSN), source="uwv", at=2))

        assert hub.changes()[-1] == "split"
        assert hub.clusters() == ["a", "b"]
        assert hub.standing() == sorted([f"{hub.person('a')}|a", f"{hub.person('b')}|b"])

    def test_the_same_person_under_another_id_is_renamed(self, hub):
        """
        A BSN that turns up gives an id for good; the former id is an alias.
        """
        hub.tell(told("a", JAN, at=1))
        former = hub.person("a")

        hub.tell(told("a", with_bsn(JAN), at=2))

        assert hub.changes() == ["linked", "renamed"]
        assert hub.events()[-1]["data"]["former"] == former
        assert hub.persons()[hub.person("a")]["aliases"] == [former]

    def test_a_record_that_goes_is_unlinked(self, hub):
        """
        The person stays.
        """
        hub.tell(told("a", with_bsn(JAN)), told("b", with_bsn(JAN), source="uwv", at=1))

        hub.tell(told("b", with_bsn(JAN), source="uwv", at=2, deleted=True))

        assert hub.changes()[-1] == "unlinked"
        assert hub.clusters() == ["a"]

    def test_a_person_keeps_its_id_when_an_earlier_record_comes(self, hub):
        """
        With a BSN.  Without one the anchor is the first business date, so the id may change.
        """
        hub.tell(told("a", with_bsn(JAN)))
        before = hub.person("a")

        earlier = (ContactHeld(on=date(2020, 1, 1)),)
        hub.tell(told("b", with_bsn(JAN), source="uwv", facts=earlier))

        assert hub.person("a") == before

    def test_ids_change_hands_when_another_has_more_right_to_the_bsn(self, hub):
        """
        Two birth dates with one BSN: it names the first of the two, by business date.
        Each event tells of both, so that none of them leaves a record in two persons.
        """
        hub.tell(told("a", with_bsn(JAN)))
        earlier = (ContactHeld(on=date(2020, 1, 1)),)
        born = with_bsn(JAN.model_copy(update={"birth_date": "1987-06-05"}))

        hub.tell(told("b", born, source="uwv", facts=earlier, at=1))

        assert [c for c in hub.changes() if c != "link-doubted"] == ["linked", "renamed"]
        assert [len(event["data"]["after"]) for event in hub.events()[:2]] == [1, 2]
        assert [event["data"]["retired"] for event in hub.events()[:2]] == [[], []]
        assert hub.folded() == hub.documents()

    def test_a_bsn_changes_hands_when_another_turns_out_to_be_earlier(self, hub):
        """
        As above, by a record more of one who was there: nothing else about them changed.
        """
        hub.tell(told("a", with_bsn(JAN)))
        born = with_bsn(JAN.model_copy(update={"birth_date": "1987-06-05"}))
        hub.tell(told("b", born, source="uwv", node="b", at=1))
        before = hub.person("a")

        earlier = (ContactHeld(on=date(2020, 1, 1)),)
        hub.tell(told("c", born, source="uwv", node="b", facts=earlier, at=2))

        assert hub.person("b") == before != hub.person("a")
        assert hub.folded() == hub.documents()

    def test_a_wrong_bsn_is_doubted_and_not_linked(self, hub):
        """
        The birth date disagrees with two other sources.
        """
        hub.tell(told("a", with_bsn(JAN)), told("b", with_bsn(JAN), source="uwv"))

        stranger = with_bsn(PIET.model_copy(update={"birth_date": "1999-09-09"}))
        hub.tell(told("w", stranger, source="participatiewet"))

        assert hub.clusters() == ["a b", "w"]
        assert hub.doubts() == {
            name: [f"bsn-disagrees {others}"]
            for name, others in {"a": "w", "b": "w", "w": "a b"}.items()
        }

    def test_a_doubt_is_told_and_settled(self, hub):
        """
        The initials may be Jan's or those of his twin brother Joost, until the name is told.
        """
        initials = JAN.model_copy(update={"given_names": None, "initials": "J."})
        joost = JAN.model_copy(update={"given_names": "Joost"})
        hub.tell(told("a", with_bsn(JAN)), told("j", with_bsn(joost, OTHER_BSN)))
        hub.tell(told("b", initials, source="uwv", at=1))
        hub.tell(told("b", JAN, source="uwv", at=2))

        told_of_b = [
            e["data"]["doubts"]
            for e in hub.events()
            if "doubted" in e["type"] and e["subject"] == "b"
        ]

        doubt = {"reason": "several-persons", "others": ["a", "j"], "more": False}
        assert told_of_b == [[doubt], []]
        assert hub.clusters() == ["a b", "j"]
        assert hub.doubts() == {}

    def test_municipalities_that_share_a_partition_share_nobody(self):
        """
        Each is its own controller, also for the same BSN.
        """
        hub = Hub(LINKING, policy(ALL, municipality="9998"))
        hub.tell(
            told("a", with_bsn(JAN)), told("b", with_bsn(JAN), source="uwv", municipality="9998")
        )

        assert hub.clusters() == ["a", "b"]

    def test_what_is_told_is_what_the_catalogue_says(self, hub):
        """
        The published schemas are made of these models.
        """
        initials = JAN.model_copy(update={"given_names": None, "initials": "J."})
        hub.tell(told("a", JAN, at=1), told("a", with_bsn(JAN), at=2), told("b", initials, at=3))
        hub.tell(told("c", initials, source="uwv", at=4))

        for event in hub.events():
            model = LinkDoubted if "doubted" in event["type"] else PersonsChanged
            said = model.model_validate(event["data"]).model_dump(mode="json", exclude_none=True)

            assert said == event["data"]


class TestGrounds:
    def test_without_a_ground_nothing_is_linked(self):
        """
        The default.
        """
        hub = Hub(policy())
        hub.tell(told("a", with_bsn(JAN)), told("b", with_bsn(JAN), source="uwv"))

        assert hub.clusters() == ["a", "b"]

    def test_without_a_ground_nothing_tells_that_two_systems_know_one_citizen(self):
        """
        No id is shared, no event names both, and what is told of the one is what would be told of
        it if the other were not there.  Once there is a ground, all is as if it always had been.
        """
        care = told("a", with_bsn(JAN))
        status = told("b", PersonDescribed(bsn=BSN), source="wlz", at=1)
        hub, alone, granted = Hub(policy()), Hub(policy()), policy(("wmo", "wlz"))

        hub.tell(care, status)
        alone.tell(status)

        assert hub.person("a") != hub.person("b")
        assert hub.events()[1:] == alone.events()
        assert hub.doubts() == {}
        assert hub.set(granted).documents() == Hub(granted).tell(status, care).documents()
        assert hub.changes()[-1] == "merged"

    def test_a_ground_that_holds_one_system_more_renames(self):
        """
        The id under the wider ground may not be the one that was known under the narrower.
        """
        hub = Hub(policy(("wmo", "wlz")))
        hub.tell(told("a", with_bsn(JAN)))
        former = hub.person("a")

        hub.set(policy(("wmo", "wlz", "uwv")))

        assert hub.changes() == ["linked", "renamed"]
        assert hub.person("a") != former

    def test_a_ground_granted_links_what_is_known(self):
        """
        A policy restates what it touches.
        """
        hub = Hub(policy())
        hub.tell(told("a", with_bsn(JAN)), told("b", with_bsn(JAN), source="uwv"))

        hub.set(policy(("wmo", "uwv")))

        assert hub.changes()[-1] == "merged"
        assert hub.standing() == [f"{hub.person('a')}|a", f"{hub.person('a')}|b"]

    def test_a_ground_withdrawn_splits(self, hub):
        """
        What was linked on it is no longer.
        """
        hub.tell(told("a", with_bsn(JAN)), told("b", with_bsn(JAN), source="uwv"))

        hub.set(policy())

        assert hub.changes()[-1] == "split"
        assert hub.clusters() == ["a", "b"]
        assert hub.folded() == hub.documents()

    def test_a_sweep_of_many_nodes_goes_in_chunks(self):
        """
        Each person is concluded whole in one of them, also when its nodes stand in two chunks.
        """
        hub = Hub(policy())
        for i in range(CHUNK + 25):
            born = date(1950 + i % 50, 1 + i // 50, 1).isoformat()
            who = JAN.model_copy(update={"birth_date": born})
            hub.tell(told(f"a{i}", who), told(f"b{i}", who, source="uwv"))

        hub.set(LINKING)

        assert [c.replace("a", "b") for c in hub.clusters()] == [
            f"{b} {b}" for b in sorted(f"b{i}" for i in range(CHUNK + 25))
        ]
        assert hub.folded() == hub.documents()

    def test_another_policy_with_the_same_grounds_tells_nothing(self, hub):
        """
        A rate or a label is no ground.
        """
        hub.tell(told("a", with_bsn(JAN)))
        sent = len(hub.sent)

        hub.set(policy(ALL, label="medewerker"))

        assert len(hub.sent) == sent

    def test_a_message_before_the_policy_stops_the_worker(self):
        """
        Our bug, or our operator's: never a guess.
        """
        with pytest.raises(MissingPolicy):
            Hub().tell(told("a", JAN))

    def test_a_municipality_without_a_key_stops_the_worker(self):
        """
        Without the secret there is no pseudonym.
        """
        with pytest.raises(MissingKey, match="municipality 9997"):
            Hub(policy(municipality="9997")).tell(told("a", JAN, municipality="9997"))


class TestPlaces:
    OFFER = PlaceOffered(place="p/1", provider="p", name="Hout", start=date(2026, 1, 1))
    SUBSIDY = SubsidyGranted(
        number="7",
        instrument="subsidie",
        payer="gemeente",
        places=("p/1", "p/2"),
        start=date(2026, 1, 1),
    )

    def test_an_offer_goes_to_its_place_and_its_provider(self, hub):
        """
        No person has a part in it.
        """
        hub.tell(told("o", facts=(self.OFFER,), source="providers"))

        assert hub.standing("place.facts") == ["p/1|o"]
        assert hub.standing("account.facts") == [f"{MUNICIPALITY}/p|o"]
        assert hub.events() == []

    def test_revenue_goes_to_its_place(self, hub):
        """
        Sales are money of the place.
        """
        sales = RevenueReported(
            place="p/1", provider="p", start=date(2026, 1, 1), end=date(2026, 2, 1), amount=100
        )
        hub.tell(told("s", facts=(sales,), source="providers"))

        assert hub.standing("place.facts") == ["p/1|s"]
        assert hub.standing("account.facts") == []

    def test_a_subsidy_goes_to_each_place_it_names_and_leaves_those_it_no_longer_does(self, hub):
        """
        The new version carries one place less.
        """
        fewer = self.SUBSIDY.model_copy(update={"places": ("p/2",)})
        hub.tell(told("s", facts=(self.SUBSIDY,), at=1))
        both = hub.standing("place.facts")
        hub.tell(told("s", facts=(fewer,), at=2))

        assert both == ["p/1|s", "p/2|s"]
        assert hub.standing("place.facts") == ["p/2|s"]
        assert len(hub.standing("account.facts")) == 1

    def test_a_programme_is_told_with_its_costs_to_one_account_and_alone_to_its_own(self, hub):
        """
        What one programme excludes can be seen only where the costs of all are.
        """
        planned = ProgrammePlanned(
            programme="p/rd",
            name="Regio Deal",
            payer="Rijk",
            start=date(2026, 1, 1),
            end=date(2027, 1, 1),
        )
        cost = self.SUBSIDY.model_copy(update={"programme": "p/rd"})
        hub.tell(told("r", facts=(planned,), at=1))
        hub.tell(told("s", facts=(cost,), at=2))

        together = f"{MUNICIPALITY}/programmes"
        standing = hub.standing("account.facts")
        assert {f"{MUNICIPALITY}/programme:p/rd|r", f"{together}|r", f"{together}|s"} < {*standing}
        assert len(standing) == 4
        assert hub.standing("place.facts") == ["p/1|s", "p/2|s"]

    def test_a_place_is_told_its_own_share_of_a_subsidy(self, hub):
        """
        Not the other places: a subsidy for many places would be told in full to each of them.
        """
        subsidy = self.SUBSIDY.model_copy(update={"amount": 101})
        hub.tell(told("s", facts=(subsidy,)))
        said = {key: value["facts"][0] for (_, key), value in hub.facts().items()}

        assert (said["p/1|s"]["places"], said["p/1|s"]["amount"]) == (["p/1"], 51)
        assert (said["p/2|s"]["places"], said["p/2|s"]["amount"]) == (["p/2"], 50)

    def test_a_place_is_told_its_own_part_of_a_cost_and_over_how_many_it_is_shared(self, hub):
        """
        As was agreed, in the order of the places; of a volunteer it hears no name.
        """
        term = {"start": date(2026, 1, 1), "end": date(2026, 4, 1), "amount": 101}
        cost = CostReported(
            cost=CostKind.WAGE_VALUE, provider="p", places=("p/2", "p/1"), shares=(1, 2), **term
        )
        reimbursed = WageValueReimbursed(provider="p", to="gemeente", **term)
        hub.tell(told("k", with_bsn(JAN), facts=(cost, reimbursed)))
        said = {key: value for (_, key), value in hub.facts().items()}
        parts = {key: said[key]["facts"][0] for key in ("p/1|k", "p/2|k")}
        (line,) = said.keys() - parts.keys()

        assert [(68, 2), (33, 2)] == [(part["amount"], part["over"]) for part in parts.values()]
        assert [(["p/1"], []), (["p/2"], [])] == [
            (part["places"], part.get("shares", [])) for part in parts.values()
        ]
        assert line.partition("|")[0] not in str([said[key] for key in parts])
        assert said[line]["facts"][0]["kind"] == "wage-value-reimbursed"


class TestNumbers:
    """What may hold a BSN leaves as a pseudonym."""

    START = date(2026, 1, 1)
    WAGE_TAX = f"lhn:{BSN}L01"

    def said(self, hub, topic="person.facts"):
        return [f for (name, _), v in hub.facts().items() if name == topic for f in v["facts"]]

    def test_an_allocation_and_its_delivery_keep_one_number(self, hub):
        """
        Digits that the municipality gave; nobody can say what they are made of.
        """
        of = {"provider": "agb:12345678", "start": self.START}
        facts = (
            AllocationMade(number=BSN, decided_at="2026-01-01", **of),
            DeliveryStarted(allocation=BSN, **of),
            DeliveryStopped(allocation=BSN, end=self.START, reason="20", **of),
            DeliveryStarted(**of),
        )
        hub.tell(told("a", with_bsn(JAN), facts=facts))
        allocation, started, stopped, bare = self.said(hub)

        assert allocation["number"] == started["allocation"] == stopped["allocation"]
        assert bare["allocation"] is None
        assert BSN not in repr(self.said(hub))
        # the provider's account holds deliveries against the allocation, whosever it is
        assert [allocation, started, stopped] == self.said(hub, "account.facts")

    def test_a_claim_finds_its_allocation_and_its_credit_by_numbers_that_say_nothing(self, hub):
        """
        At the provider's account, where they meet; the allocation is the person's as well.
        """
        of = {"category": "07", "product": "07A01", "provider": "p", "unit": Unit.HOUR}
        of |= {"start": self.START, "end": date(2026, 2, 1), "volume": 1, "amount": 1}
        facts = (
            AllocationMade(number=BSN, provider="p", start=self.START, decided_at="2026-01-01"),
            ClaimSubmitted(number=f"p|{BSN}", allocation=BSN, **of),
            ClaimSubmitted(number="c", previous=f"p|{BSN}", credit=True, allocation=BSN, **of),
        )
        hub.tell(told("a", with_bsn(JAN), facts=facts))
        allocation, claim, credit = self.said(hub, "account.facts")

        assert claim["allocation"] == allocation["number"]
        assert claim["number"] == credit["previous"]
        assert [allocation] == self.said(hub)
        assert BSN not in repr(hub.facts())

    def test_a_contract_goes_to_the_account_of_its_provider_alone(self, hub):
        """
        No person has a part in it.
        """
        contract = ContractAgreed(
            number=BSN, provider="p", category="07", unit=Unit.HOUR, maximum=1, start=self.START
        )
        hub.tell(told("c", facts=(contract,)))

        assert hub.standing("account.facts") == [f"{MUNICIPALITY}/p|c"]
        assert BSN not in repr(hub.facts())

    def test_decisions_and_subsidies_keep_a_number_that_says_nothing(self, hub):
        """
        An applicant without a file number is often filed under their BSN.
        """
        facts = (
            DecisionMade(law="participatiewet", subject="bijstand", number=BSN),
            ProvisionGranted(instrument="jobcoach", number=BSN, start=self.START),
            WageSubsidyGranted(number=BSN, start=self.START),
        )
        subsidy = TestPlaces.SUBSIDY.model_copy(update={"number": BSN})
        hub.tell(told("d", with_bsn(JAN), facts=facts), told("s", facts=(subsidy,)))
        (account,) = hub.standing("account.facts")
        numbers = [fact["number"] for fact in self.said(hub)]

        assert [numbers[0]] * 3 == numbers
        assert account.startswith(f"{MUNICIPALITY}/subsidie:")
        assert BSN not in repr(hub.facts())

    @pytest.mark.parametrize(
        "fact",
        [
            EmploymentHeld(employer=WAGE_TAX, contract="wsw", start=START),
            IncomeReported(employer=WAGE_TAX, start=START),
            BenefitReceived(law="ww", payer=WAGE_TAX, start=START),
            ProvisionGranted(instrument="jobcoach", employer=WAGE_TAX, start=START),
            WageSubsidyGranted(employer=WAGE_TAX, start=START),
            PlacementReported(
                place="p/1", provider="p", activity="stage", start=START, employer=WAGE_TAX
            ),
        ],
        ids=lambda fact: fact.kind,
    )
    def test_an_employer_is_who_the_policy_says_or_else_a_pseudonym(self, fact):
        """
        Of a sole proprietor the loonheffingennummer holds the BSN.
        """
        listed = {"id": "kvk:12345678", "name": "Hout", "known_as": [self.WAGE_TAX]}
        telling = told("a", with_bsn(JAN), facts=(fact,))
        hub = Hub(policy(ALL)).tell(telling)
        (unlisted,) = self.said(hub)
        hub.set(policy(ALL, organisations=[listed]))
        (known,) = self.said(hub)
        field = "payer" if "payer" in known else "employer"

        assert BSN not in repr(unlisted)
        assert unlisted[field].startswith("lhn:")
        assert known[field] == "kvk:12345678"
        assert hub.facts() == Hub(policy(ALL, organisations=[listed])).tell(telling).facts()

    def test_an_organisation_that_gets_another_id_is_restated_in_chunks(self):
        """
        Also where no person has a part in it.
        """
        listed = [{"id": "kvk:12345678", "name": "Hout", "known_as": ["agb:12345678"]}]
        hub = Hub(policy())
        for i in range(CHUNK + 25):
            at = {"place": f"p/{i}", "provider": "agb:12345678"}
            offer = TestPlaces.OFFER.model_copy(update=at)
            hub.tell(told(f"o{i}", facts=(offer,), source="providers"))

        hub.set(policy(organisations=listed))
        accounts = {key.split("|")[0] for key in hub.standing("account.facts")}

        assert accounts == {f"{MUNICIPALITY}/kvk:12345678"}
        assert len(hub.standing("account.facts")) == CHUNK + 25


class TestOutcomes:
    def test_what_became_of_a_record_follows_the_id_of_its_organisation(self):
        """
        Whether the policy that lists it came before the record or after.
        """
        listed = {"id": "kvk:12345678", "name": "Hout", "known_as": ["agb:12345678"]}
        contract = AllocationRemoved(number="1001", provider="agb:12345678")
        telling = told("a", facts=(contract,))
        late = Hub(policy(ALL)).tell(telling).set(policy(ALL, organisations=[listed]))
        early = Hub(policy(ALL, organisations=[listed])).tell(telling)

        assert early.outcomes() == late.outcomes()
        assert f"{MUNICIPALITY}/kvk:12345678" in {o.subject for o in late.outcomes().values()}

    def test_a_passed_record_names_its_person_and_follows_it(self, hub):
        """
        One current outcome: that under the former id is taken back.
        """
        hub.tell(told("a", JAN, at=1), told("b", JAN, source="uwv", at=1))
        hub.tell(told("b", with_bsn(JAN), source="uwv", at=2))

        subjects = {o.subject for o in hub.outcomes().values() if o.outcome == "passed"}

        assert subjects == {hub.person("a")}

    def test_a_mere_description_has_effect_once_it_links(self, hub):
        """
        Before that it says who somebody is, and no more.
        """
        hub.tell(told("a", with_bsn(JAN), source="providers", facts=()))
        alone = hub.fates()
        hub.tell(told("b", with_bsn(JAN)))

        assert alone == [("a", "00:00", "without-effect")]
        assert hub.fates() == [("a", "00:00", "concluded"), ("b", "00:00", "passed")]

    def test_a_record_that_says_nothing_has_no_effect(self, hub):
        """
        Nothing is lost: also this has an outcome.
        """
        hub.tell(told("a", facts=()))

        assert hub.fates() == [("a", "00:00", "without-effect")]

    def test_an_outcome_names_the_message_the_record_came_from(self, hub):
        """
        Also when another message moved it.
        """
        first = told("a", JAN, at=1)
        hub.tell(first, told("b", with_bsn(JAN), source="uwv", at=2))

        causes = {o.cause for o in hub.outcomes().values() if o.record == "a"}

        assert causes == {first.cause}


def test_the_day_moves_on_and_never_back(hub):
    """
    Time reaches the steps in no other way; here it concludes nothing.
    """
    hub.pass_day(date(2026, 3, 2)).pass_day(date(2026, 3, 1))

    assert hub.state.get("day") == "2026-03-02"
    assert hub.sent == []


def test_no_bsn_stands_in_a_key_or_a_public_event(hub):
    """
    Law 6: nowhere but in the values of the identity zone.
    """
    hub.tell(told("a", with_bsn(JAN)), told("b", with_bsn(PIET, OTHER_BSN), source="uwv"))
    seen = [*(key for key, _ in hub.state.scan("")), *(e.key + e.part for e in hub.sent)]
    seen += [repr(e.value) for e in hub.sent if e.topic.name != "facts"]

    assert [text for text in seen if BSN in text or OTHER_BSN in text] == []
    assert all(e.part == MUNICIPALITY for e in hub.sent if e.topic.name == "persons")


@pytest.mark.parametrize("strangers", [10, 500])
def test_a_record_touches_only_those_it_may_be_linked_to(strangers):
    """
    What is read for one more record does not grow with the population.
    """
    hub = Hub(LINKING)
    for i in range(strangers):
        born = date(1950 + i % 50, 1 + i // 50, 1).isoformat()
        hub.tell(told(f"r{i:03}", JAN.model_copy(update={"birth_date": born}), at=i))
    hub.tell(told("a", with_bsn(PIET)))
    hub.state = Counting(hub.state)

    hub.tell(told("b", with_bsn(PIET), source="uwv"))

    assert hub.clusters()[0] == "a b"
    assert hub.state.read_by_decision <= 40


def test_a_history_of_hundreds_of_decisions_costs_no_more_per_decision():
    """
    Nor does what is told of the person grow with it.
    """
    hub = Hub(LINKING).tell(told("u", with_bsn(JAN), source="uwv"))
    hub.tell(*(told(f"r{i:03}", with_bsn(JAN), at=i, node="n") for i in range(700)))
    hub.state = Counting(hub.state)

    hub.tell(told("last", with_bsn(JAN), at=701, node="n"))

    assert hub.clusters() == ["n u"]
    assert hub.changes() == ["linked", "linked"]
    assert hub.state.read_by_decision <= 40


def test_hundreds_of_namesakes_do_not_name_one_another():
    """
    Every one may be any other; nobody reads more than a few, and each arrival changes few doubts.
    """
    hub = Hub(LINKING).tell(*(told(f"r{i:03}", JAN, at=i) for i in range(200)))
    documents = hub.documents()["doubts"].values()
    doubted = [event for event in hub.events() if "doubted" in event["type"]]

    assert {len(d["others"]) for document in documents for d in document["doubts"]} == {50}
    assert all(d["more"] for document in documents for d in document["doubts"])
    assert len(doubted) <= 200 + 50 * 51
    assert hub.folded() == hub.documents()


class Counting:
    """A view that counts what is read of it, until the first write."""

    def __init__(self, state):
        self._state, self._read, self.read_by_decision = state, 0, 0

    def get(self, key):
        self._read += 1
        return self._state.get(key)

    def scan(self, prefix, after=""):
        for found in self._state.scan(prefix, after):
            self._read += 1
            yield found

    def apply(self, writes):
        self.read_by_decision = self._read
        self._state.apply(writes)
