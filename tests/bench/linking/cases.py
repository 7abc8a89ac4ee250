"""What is linked, and what is wanted of it."""

from collections.abc import Mapping
from dataclasses import dataclass

FEBRL = "febrl"
REGISTERS = "registers"
# of FEBRL, those that are mapped to ours
FIELDS = (
    *("given_name", "surname", "date_of_birth", "street_number", "address_1"),
    *("suburb", "postcode", "soc_sec_id"),
)
OURS = "ours"
FEBRL_PEERS = {"Splink 5": "febrl", "Splink 5, all fields": "febrl-all"}
PRECISION = 0.9995


@dataclass(frozen=True)
class Case:
    """
    Args:
        of: the folder of its tables.
        wanted: of our score.
        peers: by title, the recipe of `recipes.py`.
        households: whether the truth names them.
    """

    name: str
    title: str
    of: str
    records: str
    truth: str
    wanted: Mapping[str, float]
    peers: Mapping[str, str]
    columns: str = ""
    id: str = "id"
    households: bool = False


def _febrl(name, title, goal):
    return Case(
        name=name,
        title=title,
        of=FEBRL,
        records=f"{name}.csv",
        truth=f"{name.partition('_')[0]}_truth.csv",
        wanted={"precision": PRECISION, "f1": goal},
        peers=FEBRL_PEERS,
        columns="mapping.toml",
        id="rec_id",
    )


CASES = (
    _febrl("febrl3_noid", "FEBRL 3, without identifier", 0.997),
    _febrl("febrl3_id", "FEBRL 3, with identifier", 0.9995),
    _febrl("febrl4_noid", "FEBRL 4, without identifier", 0.997),
    _febrl("febrl4_id", "FEBRL 4, with identifier", 0.9995),
    _febrl("febrl4_half", "FEBRL 4, identifier on half of file B", 0.995),
    _febrl("febrl4_noid_onetable", "FEBRL 4, without identifier, as one table", 0.997),
    Case(
        name="registers",
        title="Simulated population",
        of=REGISTERS,
        records="records.csv",
        truth="truth.csv",
        wanted={"precision": PRECISION, "recall": 0.97},
        peers={"Splink 5": "registers"},
        households=True,
    ),
)
