"""Engines that are broken on purpose: a storm that does not catch them proves nothing.

Each breaks one rule.  What the engine then finds out by itself is switched off with it, for the
oracle must see what came of it, not be told.
"""

from contextlib import closing, suppress

from confluent_kafka import KafkaException

from streams.engine.clients import Librdkafka
from streams.engine.partition import Partition
from streams.engine.restore import Restorer, Restoring
from streams.engine.transaction import Transaction
from streams.engine.view import Layer


def offsets_outside():
    """Offsets are committed beside the transaction, after it: a crash in between repeats it."""
    consumer, commit = Librdkafka.consumer, Transaction.commit
    made = {}

    def consumer_to_commit_with(clients):
        made["consumer"] = consumer(clients)
        return made["consumer"]

    def commit_then_offsets(transaction, offsets, group, must_stand=None):
        commit(transaction, [], group, must_stand)
        with suppress(KafkaException):  # the next one goes further
            made["consumer"].commit(offsets=offsets, asynchronous=False)

    Librdkafka.consumer = consumer_to_commit_with
    Transaction.commit = commit_then_offsets
    _believe_any_state()


def restore_first():
    """The changelog is read without waiting for what a dying worker may still commit: that is in
    the offsets, and not in the state.
    """

    def run(restorer, jobs):
        began = restorer._clock()
        with closing(restorer._clients.reader()) as reader:
            goals = dict.fromkeys(restorer._goals(jobs), 0)  # any end will do
            for job in jobs:
                if job.step.state is not None:
                    job.expect(None)
                    if restorer._place(job) not in goals:
                        restorer._finish(job, began)
            reading = {place: job for job in jobs if (place := restorer._place(job)) in goals}
            restorer._read(reader, reading, goals, began)
            stateless = [job for job in jobs if job.step.state is None]
            committed = restorer._committed(reader, stateless) if stateless else {}
            for job in stateless:
                job.expect(committed[job.topic, job.number])
                restorer._finish(job, began)

    Restorer._run = run


def no_undo():
    """What a step put in an aborted transaction stays in the view, and is put once more."""
    undo = Partition.undo

    def undo_all_but_the_view(partition):
        view = partition.view
        writes = {**view.closed, **view.writes} if partition.store is not None else None
        undo(partition)
        if writes is not None:
            partition.view.writes = Layer(writes)

    Partition.undo = undo_all_but_the_view


def _believe_any_state():
    expect = Restoring.expect

    def expect_nothing(job, committed):
        expect(job, committed if job.step.state is None else None)

    Restoring.expect = expect_nothing


MUTANTS = {
    "offsets-outside": offsets_outside,
    "restore-first": restore_first,
    "no-undo": no_undo,
}
