"""Where the hub's steps run, and under which names."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.topics import Topic


@dataclass(frozen=True, slots=True)
class AppSettings:
    """`prefix` lets several hubs share a broker.

    `folder`: where this machine's workers keep what outlives them: who they are, and a copy of
    their state.  Without one a worker is a new one at each start, and a killed one's open work
    keeps readers waiting for as long as a transaction may take.  `engine`: more of
    `streams.engine.settings.Settings`.
    """

    bootstrap: str
    partitions: int = 4
    prefix: str = ""
    session_timeout: float = 6  # seconds; how long the partitions of a dead worker wait
    folder: Path | None = None
    engine: dict[str, Any] = field(default_factory=dict)

    @property
    def app_id(self) -> str:
        return f"{self.prefix}samenloop"

    def topic(self, topic: Topic) -> str:
        return self.prefix + topic.name

    def changelog(self, step: str) -> str:
        """The topic that holds the state of the step."""
        return f"{self.app_id}-{step}-changelog"

    @property
    def set_aside(self) -> str:
        """The topic with the records that an operator decided to go on without."""
        return f"{self.app_id}-set-aside"
