"""Engines that are broken on purpose, each at one rule: simulated storms must catch them all."""

from contextlib import closing

from confluent_kafka import TopicPartition

from streams.engine import partition
from streams.engine.partition import Partition
from streams.engine.restore import Restorer, Restoring
from streams.engine.shortcut import Handed, ShortCut
from streams.engine.transaction import Transaction
from streams.engine.view import Layer

commit, undo, finish, settle = (
    Transaction.commit,
    Partition.undo,
    Restoring.finish,
    Restoring._settle,
)


def offsets_outside(patch):
    """Offsets are committed after the transaction, not in it."""

    def commit_both(transaction, offsets, group, must_stand=None):
        commit(transaction, [], group, must_stand)
        producer = transaction._producer
        producer._point()
        told = {(o.topic, o.partition): (o.offset, o.metadata) for o in offsets}
        producer._broker.offsets |= told

    patch.setattr(Transaction, "commit", commit_both)


def end_asked_first(patch):
    """Where the changelog ends is asked before the committed offsets are."""

    def restore(restorer, jobs, began):
        goals = restorer._goals(jobs)
        with closing(restorer._clients.reader()) as reader:
            committed = restorer._committed(reader, jobs)
            for job in jobs:
                job.expect(committed[job.topic, job.number])
                if restorer._place(job) not in goals:
                    restorer._finish(job, began)
            reading = {place: j for j in jobs if (place := restorer._place(j)) in goals}
            restorer._read(reader, reading, goals, began)

    patch.setattr(Restorer, "_restore", restore)


def offsets_not_waited_for(patch):
    """The committed offsets are asked without waiting for what a dead worker left open."""
    committed = Restorer._committed

    def hasty(restorer, reader, jobs):
        with closing(restorer._clients.reader(committed=False)) as careless:
            return committed(restorer, careless, jobs)

    patch.setattr(Restorer, "_committed", hasty)


def no_undo(patch):
    """What a step put in an aborted transaction stays."""

    def undo_all_but_the_view(partition):
        view = partition.view
        writes = {**view.closed, **view.writes} if partition.is_ready else None
        undo(partition)
        if writes is not None:
            partition.view.writes = Layer(writes)

    patch.setattr(Partition, "undo", undo_all_but_the_view)


def events_not_kept(patch):
    """After an abort only the state is undone: its events are not done again."""

    def forget(partition):
        partition.taken = partition._closed = []
        undo(partition)

    patch.setattr(Partition, "undo", forget)


def full_queue_passed_over(patch):
    """What finds a full queue is not waited for."""
    patch.setattr(Transaction, "_wait_and_send", lambda *_, **__: None)


def position_of_the_consumer(patch):
    """What was read is committed, not what was done."""

    def offset(partition):
        return TopicPartition(partition.topic, partition.number, partition.read, metadata="1")

    patch.setattr(Partition, "offset", offset)


def start_at_the_beginning(patch):
    """A partition is read from its beginning, whatever its state says."""

    def restored(partition, store, mark):
        restore(partition, store, mark)
        partition.next = partition.read = 0

    restore = Partition.restored
    patch.setattr(Partition, "restored", restored)


def no_generation(patch):
    """Offsets are sent without saying in which generation of the group."""
    patch.setattr(
        Transaction,
        "commit",
        lambda transaction, offsets, _, must_stand=None: commit(
            transaction, offsets, None, must_stand
        ),
    )


def aborted_is_restored(patch):
    """Where aborted records are visible, they are taken for state."""
    patch.setattr(Restoring, "_settle", lambda job, *, stands: settle(job, stands=True))
    patch.setattr(Restoring, "_is_ahead", lambda *_: False)
    _believe(patch)


def chunk_believed(patch):
    """Where aborted records are visible, the last chunk of a sweep is taken for done."""
    patch.setattr(Restoring, "_settle", lambda job, *, stands: settle(job, stands=True))


def kept_to_the_end(patch):
    """A kept store goes on from the end of the changelog, behind the last mark."""
    flush = Restoring._flush

    def at_the_end(job, position):
        flush(job, position and job._last_at + len(job._held))

    patch.setattr(Restoring, "_flush", at_the_end)


def _believe(patch):
    """Nor does it notice that the state goes further than the offsets."""

    def finish_whatever(job):
        job.committed = None
        finish(job)

    patch.setattr(Restoring, "finish", finish_whatever)


def believing(breaking):
    """The same, when the engine does not notice by itself."""

    def broken(patch):
        breaking(patch)
        _believe(patch)

    broken.__name__ = f"{breaking.__name__}_and_believed"
    return broken


def foretold_is_believed(patch):
    """What was handed on is not asked for: it may stand elsewhere, behind another's records."""

    def believe(handed, _):
        for held, _, last in handed.places.values():
            held.own = last + 1

    patch.setattr(Handed, "must_stand", believe)


def handed_on_is_kept(patch):
    """After an abort what was handed on stays, and is sent once more."""
    patch.setattr(partition, "stands", lambda _: True)


def handed_on_is_read_again(patch):
    """What was handed on is taken once more when it comes from the broker."""
    must_stand = Handed.must_stand

    def ask(handed, found):
        must_stand(handed, found)
        for held, _, _ in handed.places.values():
            held.own = 0

    patch.setattr(Handed, "must_stand", ask)


def opened_too_early(patch):
    """The short cut is taken while something that was sent before is not read."""
    patch.setattr(ShortCut, "_is_read", lambda *_: True)
    foretold_is_believed(patch)


ISOLATED = (
    foretold_is_believed,
    handed_on_is_kept,
    handed_on_is_read_again,
    opened_too_early,
    offsets_outside,
    end_asked_first,
    offsets_not_waited_for,
    no_undo,
    events_not_kept,
    full_queue_passed_over,
    position_of_the_consumer,
    start_at_the_beginning,
    no_generation,
    kept_to_the_end,
    believing(offsets_outside),
    believing(offsets_not_waited_for),
    believing(no_generation),
)
VISIBLE = (aborted_is_restored, chunk_believed, no_undo, events_not_kept)
