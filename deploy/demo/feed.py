"""Gives a folder's messages to a hub, in order of receipt, as if the door had just taken them in.

Ids and times of receipt are the manifest's, so the demo ends where a replay of the folder ends.
"""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from connectors.inbound.intake import NotTaken
from connectors.inbound.producer import RawProducer
from deploy.brokers import BrokerUnavailable
from deploy.folder import Listed, raw_of

PATIENCE_SECONDS = 30.0


class Feed:
    """`sent` counts what Kafka holds.  Stops at the first message that it does not take."""

    def __init__(
        self, bootstrap: str, folder: Path, listed: Sequence[Listed], per_second: float
    ) -> None:
        self.sent = 0
        self._folder, self._listed, self._per_second = folder, listed, per_second
        self._error: BaseException | None = None
        self._stopping = threading.Event()
        self._producer = RawProducer(bootstrap)
        self._thread = threading.Thread(target=self._run, name="feed", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        return self.sent == len(self._listed)

    def check(self) -> None:
        """
        Raises:
            BrokerUnavailable: a message was not taken.
        """
        if self._error is not None:
            raise BrokerUnavailable(f"A message was not taken: {self._error}") from self._error

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()
        self._producer.close()

    def _run(self) -> None:
        try:
            if not self._producer.wait_until_ready(PATIENCE_SECONDS):
                raise NotTaken("the raw topics are not there")  # noqa: TRY301
            began = time.monotonic()
            for number, line in enumerate(self._listed):
                due = began + number / self._per_second if self._per_second else began
                if self._stopping.wait(max(0.0, due - time.monotonic())) or self._error:
                    return
                self._producer.append(raw_of(self._folder, line)).add_done_callback(self._kept)
        except Exception as error:  # noqa: BLE001  told by `check`, in the thread that shows it
            self._error = error

    def _kept(self, kept: Future[None]) -> None:
        if (error := kept.exception()) is not None:
            self._error = error
        else:
            self.sent += 1
