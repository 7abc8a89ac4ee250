"""The hub as a Faust app: what is started, what is not, and under which names."""

from streams.app import build
from streams.engine.app import App
from streams.settings import AppSettings
from streams.shell import keeps_state
from streams.topology import topology

SETTINGS = AppSettings("nowhere:9092,elsewhere:9092", 4, "p-")


def test_faust_shows_nothing_makes_nothing_and_takes_nothing():
    """
    No page with personal data, no topic of its own making, and no consumer of its own.
    """
    app = build(topology({}, {}, {}), SETTINGS)

    assert not app.conf.web_enabled
    assert not app.conf.topic_allow_declare
    assert app.conf.topic_disable_leader
    assert [] == list(app.agents)


def test_a_worker_that_died_is_missed_soon():
    """
    Six seconds without a heartbeat.
    """
    app = build(topology({}, {}, {}), SETTINGS)

    assert (6, 2) == (app.conf.broker_session_timeout, app.conf.broker_heartbeat_interval)
    assert 6 == app.engine.settings.session_timeout
    assert "nowhere:9092,elsewhere:9092" == app.engine.settings.bootstrap


def test_every_row_of_the_table_is_a_step_of_the_engine():
    """
    The same names, the same topics; state where the row keeps state.
    """
    rows = topology({}, {}, {})
    steps = build(rows, SETTINGS).steps

    assert [row.name for row in rows] == [step.name for step in steps]
    assert [[f"p-{t.name}" for t in row.reads] for row in rows] == [list(s.reads) for s in steps]
    assert [keeps_state(row) for row in rows] == [step.state is not None for step in steps]


def test_the_changelogs_have_the_names_that_faust_would_give_them():
    """
    Who looks for a table of Faust finds the state of the step.
    """
    app = App("p-samenloop", broker="kafka://nowhere")
    for step in filter(keeps_state, topology({}, {}, {})):
        name = app.Table(step.name, partitions=4).changelog_topic.get_topic_name()

        assert SETTINGS.changelog(step.name) == name


def test_a_hub_without_work_leaves_nothing_on_the_disk(tmp_path, monkeypatch):
    """
    What a worker keeps is in its folder, if it has one.
    """
    monkeypatch.chdir(tmp_path)
    build(topology({}, {}, {}), SETTINGS).finalize()

    assert [] == list(tmp_path.iterdir())
