"""How the engine works: when a transaction closes, how long anything may take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

StoreKind = Literal["memory", "rocks"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Times are in seconds.

    Args:
        app: names the consumer group, the changelogs and the transactional ids.
        bootstrap: host:port of the brokers, with commas between.
        group: of the steps' consumers; the app's name by default.  Agents of Faust need one of
            their own, since all members of a group must share out partitions in the same way.
            Another group has other offsets: choose it once.
        instance: of this worker; the same after a restart, and never two alive at once.
        events_max, interval: a transaction closes at whichever comes first.
        interval_behind: what `interval` grows to while there is always something to do; and how far
            steps may run ahead of a commit under way.
        batch: events that a step is given at once, so that between them the time is looked at.
        session_timeout: how long the partitions of a dead worker wait for another.
        transaction_timeout: how long the broker waits for a worker that stopped midway.
        patience: how long the broker may be away before the worker gives up.
        step_timeout: how long a step may take for one batch; by default four fifths of what a
            transaction may, since what takes longer would be aborted and done again for ever.
        stall_timeout: how long a partition may have lag and no progress.
        message_max: bytes of the largest record.
        store: where state lies; "rocks" outlives the process and needs `folder`.
        short_cut: whether what a step sends to a partition of this same worker goes there at once.
        isolated: whether the broker hides what was aborted; the embedded one does not.
        client: more settings for every client of librdkafka (TLS, SASL).
    """

    app: str
    bootstrap: str
    instance: str
    events_max: int = 20_000
    interval: float = 0.02
    interval_behind: float = 0.2
    batch: int = 1_000
    session_timeout: float = 6
    transaction_timeout: float = 10
    patience: float = 120
    step_timeout: float = 0
    stall_timeout: float = 300
    store: StoreKind = "memory"
    folder: Path | None = None
    short_cut: bool = True
    isolated: bool = True
    group: str = ""
    message_max: int = 32 * 1024 * 1024
    client: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.step_timeout:
            object.__setattr__(self, "step_timeout", 0.8 * self.transaction_timeout)
        if self.step_timeout >= self.transaction_timeout:
            raise ValueError(
                f"step_timeout ({self.step_timeout} s) must be shorter than transaction_timeout"
                f" ({self.transaction_timeout} s)"
            )

    @property
    def consumer_group(self) -> str:
        return self.group or self.app

    def changelog(self, step: str) -> str:
        """The topic that holds the state of the step; the name is as Faust would give it."""
        return f"{self.app}-{step}-changelog"

    @property
    def set_aside(self) -> str:
        """The topic with the records that an operator decided to set aside."""
        return f"{self.app}-set-aside"
