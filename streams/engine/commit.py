"""A transaction on its way to the broker, beside the loop.

The broker takes ten to thirty milliseconds for a commit.  The loop goes on meanwhile: what the next
events do waits, in the partitions' views and in an outbox, until it is known how this one ended.
"""

from collections.abc import Callable

from streams.engine.beside import Running, Spawn
from streams.engine.partition import Partition
from streams.engine.watch import Done, Place

LOOK_SECONDS = 1.0


class Commit:
    """
    Args:
        commit: asks the broker; what it raises, `result` raises.
        touched: the partitions whose events are in it.
        marks: where the mark of each stands in its changelog, once it is known.
    """

    def __init__(
        self,
        commit: Callable[[], None],
        touched: list[Partition],
        marks: dict[Place, int],
        done: Done,
        opened: float,
        spawn: Spawn,
    ) -> None:
        self.touched, self.marks, self.done, self.opened = touched, marks, done, opened
        self._commit = commit
        self._failure: BaseException | None = None
        self._is_over = False
        self._running: Running = spawn(self._run)

    def _run(self) -> None:
        try:
            self._commit()
        except BaseException as failure:  # noqa: BLE001 -- raised again in the loop's thread
            self._failure = failure
        finally:
            self._is_over = True

    @property
    def is_over(self) -> bool:
        return self._is_over

    def wait(self) -> None:
        """
        Raises:
            Aborted, BrokerFailed: as `Transaction.commit`.
        """
        while not self._is_over:
            self._running.join(LOOK_SECONDS)
        if self._failure is not None:
            raise self._failure
