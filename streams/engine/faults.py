"""What ends a worker.  Each says what to do; none of their texts quotes a value of a record."""

from confluent_kafka import KafkaError


class EngineStopped(Exception):
    """The worker must end.  `advice` is for whoever finds the log line."""

    advice = "see the lines before this one"


class StepFailed(EngineStopped):
    """Our bug: a step raised.  The transaction was aborted, nothing was skipped."""

    advice = (
        "a bug: report it with this line.  The record stays where it is, and a corrected version"
        " goes on from it.  To go on without it, set it aside and start again"
    )

    def __init__(self, step: str, topic: str, partition: int, offset: int) -> None:
        super().__init__(f"step {step} failed at {topic} {partition} offset {offset}")
        self.step, self.topic, self.partition, self.offset = step, topic, partition, offset


class BrokerFailed(EngineStopped):
    """The broker refuses, or did not answer for too long."""

    advice = "see that the broker runs and takes what is sent, then start again"

    def __init__(self, doing: str, error: KafkaError | str) -> None:
        said = error.str() if isinstance(error, KafkaError) else error
        super().__init__(f"{doing}: {said}")


class Misplaced(EngineStopped):
    """Topics, offsets and changelogs do not fit together: records were lost, or topics replaced."""

    advice = (
        "a topic was removed, trimmed or made anew while the app's offsets or changelogs stayed."
        "  Put it back, or start a new app (another prefix) from the first topics"
    )


class Aborted(Exception):
    """The transaction cannot be committed: abort it, undo the state, do the same events again."""


class Overtaken(Aborted):
    """Another wrote to a topic between our steps: what was handed on stands elsewhere."""


class WrongTopics(EngineStopped):
    """Topics that the steps cannot run on; nothing was started."""

    advice = "put the topics right, then start again"

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults
