"""What is near a postcode, asked of a hub that runs, and of one that starts anew."""

import json
import urllib.error
import urllib.request

import pytest

from deploy.demo.process import POSTCODES
from tests.deploy.hubs import hub, post, wait_for
from tests.stories.runner import MEDIA_TYPES, POLICY
from tests.stories.telling import FOLDER

pytestmark = pytest.mark.kafka
TOLD = FOLDER / "messages/p9_wat_is_er_in_de_buurt"
QUESTION = "postcode=4411AB&within=5"
NEARER = (
    "aanbieder;code;naam;capaciteit;breedtegraad;lengtegraad;vanaf;gewijzigd_op\n"
    "kvk:90000002;keuken;Buurtkeuken;9;52,7020;5,3330;2026-01-01;2026-02-02\n"
)
GONE = (
    "aanbieder;code;naam;vanaf;gewijzigd_op;vervallen\n"
    "kvk:90000001;tuin;Tuinploeg;2026-01-01;2026-02-02;ja\n"
)


def send(listen, *names):
    for name in names:
        media_type = MEDIA_TYPES[name.rsplit(".", 1)[1]].replace("/json", "/cloudevents-batch+json")
        post(f"http://{listen}/v1/messages/providers", (TOLD / name).read_bytes(), media_type)


def tell(listen, table):
    post(f"http://{listen}/v1/messages/providers", table.encode(), "text/csv")


def ask(listen, question=QUESTION):
    """Status and answer."""
    try:
        with urllib.request.urlopen(f"http://{listen}/v1/offers?{question}", timeout=20) as told:
            return told.status, json.load(told)
    except urllib.error.HTTPError as refused:
        return refused.status, json.load(refused)


def near(listen):
    """What is told of each place, in order."""
    _, told = ask(listen)
    return [(o["place"].partition("/")[2], o["km"], o.get("free")) for o in told["offers"]]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "hmac.key").write_text("5a" * 32)
    return tmp_path


def test_a_hub_answers_what_is_near_and_follows_what_changes(kafka_broker, prefix, folder):
    """
    From messages at the door to distances; a process that starts later knows it too.
    """
    at = kafka_broker, prefix, folder, POLICY
    with hub(*at, "--postcodes", POSTCODES, "--data", folder / "data", talkative=True) as listen:
        send(listen, "werkhaven.csv", "driesprong.json", "plaatsingen.csv")
        wait_for(lambda: near(listen) == [("tuin", 1.9, 8), ("atelier", 4.2, 0)], "the offers")
        # The place without coordinates is of another provider: it may be told of last.
        wait_for(lambda: ask(listen)[1]["not_located"] == 1, "the offer that says not where it is")
        status, told = ask(listen)
        tell(listen, NEARER)
        wait_for(lambda: near(listen)[0] == ("keuken", 0.0, 9), "the corrected offer")
        tell(listen, GONE)
        wait_for(lambda: [name for name, *_ in near(listen)] == ["keuken", "atelier"], "its end")
        last = near(listen)
        log = (folder / "hub.log").read_text()
    with hub(*at, "--role", "api", "--postcodes", POSTCODES) as listen:
        rebuilt = near(listen)

    assert (200, 2, 1) == (status, told["found"], told["not_located"])
    assert last == rebuilt
    assert "4411AB" not in log


def test_a_hub_without_a_table_says_what_to_give_it(kafka_broker, prefix, folder):
    """
    And a question that is wrong is wrong with or without it.
    """
    with hub(kafka_broker, prefix, folder, POLICY, "--role", "api") as listen:
        told = ask(listen), ask(listen, "postcode=4411AB&within=far")

    assert [503, 400] == [status for status, _ in told]
    assert "samenloop run --postcodes FILE" in told[0][1]["detail"]
