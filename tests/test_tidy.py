"""Properties of the code itself, so that reviews can be about the domain."""

import ast
from pathlib import Path

import pytest

from tests.sources import tree_of

ROOT = Path(__file__).parent.parent
FOLDERS = ("schemas", "streams", "connectors", "deploy")
CODE = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
SHELLS = {"shell.py", "app.py"}
ENGINE = ROOT / "streams/engine"
DECISIONS = [
    p
    for p in CODE
    if p.is_relative_to(ROOT / "streams") and not p.is_relative_to(ENGINE) and p.name not in SHELLS
]
READERS = [
    p
    for p in CODE
    if p.is_relative_to(ROOT / "connectors/inbound")
    and p.parent.name != "inbound"
    and p.name != "port.py"
]
IMPURE_MODULES = {
    *("faust", "kafka", "confluent_kafka", "aiokafka", "structlog", "logging", "aiohttp"),
    *("os", "random", "secrets", "time", "socket", "subprocess", "asyncio", "threading"),
}
IMPURE_CALLS = {"now", "today", "utcnow", "uuid1", "uuid4", "open", "getenv", "urandom", "print"}
MAY_IMPORT = {
    "schemas": {"schemas"},
    "streams": {"schemas", "streams"},
    "connectors": {"schemas", "connectors", "streams"},
    "deploy": {"schemas", "streams", "connectors", "deploy"},
}
FILE_LINES_MAX = 350
FUNCTION_LINES_MAX = 50
ONE_TABLE = {"topology"}  # rows, no branches: to be read at one glance


def name_of(path):
    return str(path.relative_to(ROOT))


def imported(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", [*DECISIONS, *READERS], ids=name_of)
def test_a_decision_imports_no_io_and_asks_no_clock_chance_or_environment(path):
    """
    Conclusions follow from the facts alone, so that any order of arrival ends the same.
    """
    tree = ast.walk(tree_of(path))
    calls = {
        getattr(node.func, "attr", getattr(node.func, "id", ""))
        for node in tree
        if isinstance(node, ast.Call)
    }

    assert set() == {module.split(".")[0] for module in imported(path)} & IMPURE_MODULES
    assert set() == calls & IMPURE_CALLS


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_imports_point_one_way(path):
    """
    schemas <- streams <- connectors <- deploy; nothing points back.
    """
    folder = path.relative_to(ROOT).parts[0]
    ours = {module.split(".")[0] for module in imported(path)} & set(FOLDERS)

    assert set() == ours - MAY_IMPORT[folder]


@pytest.mark.parametrize("path", [p for p in CODE if "simulator" in p.parts], ids=name_of)
def test_the_simulator_shares_only_the_words_with_the_hub(path):
    """
    A simulator that used the hub's own readers could not show a fault in them.
    """
    ours = {module for module in imported(path) if module.split(".")[0] in FOLDERS}

    assert [m for m in ours if not m.startswith(("schemas", "connectors.simulator"))] == []


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_nothing_is_long(path):
    """
    A function fits on a screen and a file in a head.
    """
    text = path.read_text()
    functions = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef))
    long = [
        f.name
        for f in functions
        if f.end_lineno - f.lineno >= FUNCTION_LINES_MAX and f.name not in ONE_TABLE
    ]

    assert long == []
    assert len(text.splitlines()) <= FILE_LINES_MAX


def test_readme_draws_the_topology_that_runs():
    """
    The picture is generated; a step that is not drawn does not exist.
    """
    from streams.topology import mermaid

    assert "\n".join(mermaid()) in (ROOT / "README.md").read_text()


def test_every_topic_has_one_place_where_it_is_written_or_is_written_by_several_named_steps():
    """
    What a step writes stands in the table, and nothing else is written.
    """
    from schemas.topics import RAW, TOPICS
    from streams.topology import topology

    written = {topic.name for step in topology({}, {}, {}) for topic in step.writes}

    assert {t.name for t in TOPICS} - {t.name for t in RAW.values()} == written
