"""A worker for storms: `samenloop` itself, with what a storm needs put around its engine's clients.

    python -m tests.chaos.worker WISH run --role streams …

WISH is JSON (`Wish`).  The engine carries nothing of this: what it talks to the broker with is
wrapped here, before the command is called.
"""

import json
import os
import random
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from confluent_kafka import KafkaError, KafkaException

from streams.engine import clients
from streams.engine.settings import Settings
from tests.chaos import handing, mutants
from tests.chaos.board import Board
from tests.chaos.storm import Moment

OUT = {  # what the broker says to one that others have taken over from
    *(KafkaError._FENCED, KafkaError.PRODUCER_FENCED, KafkaError.INVALID_PRODUCER_EPOCH),
    *(KafkaError.ILLEGAL_GENERATION, KafkaError.UNKNOWN_MEMBER_ID, KafkaError.INVALID_TXN_STATE),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """`aborts`: how many of a hundred transactions are refused.  `mutant`: how it is broken."""

    board: str
    seed: int
    aborts: float
    patience: float
    linger_ms: int
    mutant: str = ""

    def encode(self) -> str:
        return json.dumps(asdict(self))


def main(wish: Wish, arguments: list[str]) -> None:
    prepare(wish, Board(Path(wish.board)))
    from deploy.cli import main as samenloop

    sys.argv = ["samenloop", *arguments]
    samenloop()


def prepare(wish: Wish, board: Board) -> None:
    """Wrap what the engine talks to the broker with."""
    init, made, real = Settings.__init__, clients.Librdkafka, clients.Producer
    consumer, producer, reader = made.consumer, made.producer, made.reader

    def less_patient(self, *args, **kwargs):
        init(self, *args, **(kwargs | {"patience": wish.patience}))

    def struck_producer(self):
        if self._settings.instance.startswith("broadcast-"):
            return producer(self)  # it tells policies and days; no step is in its transaction
        return StruckProducer(producer(self), board, wish)

    Settings.__init__ = less_patient
    clients.Producer = lambda settings: real(settings | {"linger.ms": wish.linger_ms})
    made.consumer = lambda self: StruckConsumer(consumer(self), board)
    made.producer = struck_producer
    made.reader = lambda self, **how: StruckReader(reader(self, **how), board)
    handing.tell(board)
    if wish.mutant:
        mutants.MUTANTS[wish.mutant]()


class Around:
    """Does what is inside does; a subclass adds to it."""

    def __init__(self, inner, board: Board) -> None:
        self._inner, self._board = inner, board
        for name in dir(inner):
            if not name.startswith("_") and not hasattr(type(self), name):
                setattr(self, name, getattr(inner, name))

    def __len__(self) -> int:
        return len(self._inner)


class StruckConsumer(Around):
    def subscribe(self, topics, *, on_assign, on_revoke, on_lost):
        def assigned(_, partitions):
            on_assign(self, partitions)
            self._board.count("assigned", bool(partitions))
            self._board.at(Moment.ASSIGNED)

        def going(counter, pass_on):
            def gone(_, partitions):
                self._board.count(counter, bool(partitions))
                if counter == "lost":
                    self._board.ousted()
                self._board.at(Moment.REVOKED)
                pass_on(self, partitions)

            return gone

        self._inner.subscribe(
            topics,
            on_assign=assigned,
            on_revoke=going("revoked", on_revoke),
            on_lost=going("lost", on_lost),
        )


class StruckReader(Around):
    def consume(self, *args):
        messages = self._inner.consume(*args)
        self._board.count("restored", len(messages))
        self._board.at(Moment.RESTORING)
        return messages


class StruckProducer(Around):
    """Some transactions are refused, as when a rebalance came in between."""

    def __init__(self, inner, board: Board, wish: Wish) -> None:
        super().__init__(inner, board)
        self._chance, self._aborts = random.Random(wish.seed), wish.aborts
        self._keeps = False  # whether state is in the transaction

    def init_transactions(self, *args):
        self._board.at(Moment.JOINING)
        self._inner.init_transactions(*args)

    def begin_transaction(self):
        self._keeps = False
        self._board.begin()
        self._inner.begin_transaction()

    def produce(self, topic, *args, **kwargs):
        self._inner.produce(topic, *args, **kwargs)
        self._keeps = self._keeps or topic.endswith("-changelog")
        self._board.at(Moment.SENDING)

    def send_offsets_to_transaction(self, *args):
        self._board.at(Moment.OFFSETS)
        self._perhaps_not()
        self._ask(self._inner.send_offsets_to_transaction, *args)
        if self._keeps:
            self._board.at(Moment.COMMITTING)

    def commit_transaction(self, *args):
        self._perhaps_not()
        self._ask(self._inner.commit_transaction, *args)
        self._board.committed()
        self._board.count("transactions")
        self._board.at(Moment.COMMITTED)

    def abort_transaction(self, *args):
        self._board.at(Moment.ABORTING)
        self._ask(self._inner.abort_transaction, *args)
        self._board.count("aborts")

    def _ask(self, call, *args):
        try:
            call(*args)
        except KafkaException as error:
            if error.args[0].code() in OUT:
                self._board.fenced()
            raise

    def _perhaps_not(self):
        if self._chance.uniform(0, 200) < self._aborts:  # asked twice a transaction
            self._board.count("injected")
            code = KafkaError.ILLEGAL_GENERATION
            raise KafkaException(KafkaError(code, "injected", False, False, True))


if __name__ == "__main__":
    print(f"worker {os.getpid()}: {' '.join(sys.argv[2:])}", flush=True)
    main(Wish(**json.loads(sys.argv[1])), sys.argv[2:])
