"""Faust as it ships, without a broker: its own consumer, streams and tables, at what a test wants.

Nothing here mends or replaces what decides; what would talk to a broker is a stand-in.
"""

import asyncio
from contextlib import suppress

import faust
from faust.transport.conductor import ConductorCompiler
from faust.transport.producer import Producer
from faust.types import TP, ConsumerMessage

IN = TP("in", 0)


class Faust:
    def __init__(self, folder, **conf):
        self.app = faust.App(
            "plain", broker="kafka://nowhere", datadir=folder, topic_disable_leader=True, **conf
        )
        self.app.finalize()
        self.app.flow_control.resume()
        self.app.consumer_generation_id = 0
        self.app.topics.acking_topics.add("in")
        self.producer = self.app.producer = Failing(self.app.transport)
        self.consumer = self.app.consumer
        self.sent_to_broker = []  # offsets that it committed
        self.consumer.assignment = lambda: {IN}
        self.consumer._commit = self._commit

    async def _commit(self, offsets):
        self.sent_to_broker.append(offsets[IN])
        return True

    def topic(self, **of):
        return self.app.topic("in", **({"key_type": bytes, "value_serializer": "raw"} | of))

    async def deliver(self, stream, *values, first=1, generation=0):
        """As the conductor hands messages to a stream; returns them."""
        handed = ConductorCompiler().build(self.app.topics, IN, {stream.channel})
        messages = [self.message(n, v, generation) for n, v in enumerate(values, first)]
        for message in messages:
            await handed(message)
        return messages

    def message(self, offset, value, generation=0):
        return ConsumerMessage(
            "in", 0, offset, 0.0, 0, [], b"k", value, None, tp=IN, generation_id=generation
        )

    @property
    def acked(self):
        return sorted(self.consumer._acked[IN])

    async def stop(self):
        """What a worker does on its way out, whatever the reason."""
        await self.consumer.on_stop()

    async def run(self, body, seconds=0.2):
        """An agent's body, until it raises, ends, or has nothing more to do."""
        with suppress(Exception):
            await asyncio.wait_for(body, seconds)
        await asyncio.sleep(0.01)  # a stream that was cut off ends in the next turns of the loop


class Failing(Producer):
    """Takes what is sent; delivers nothing, and says so."""

    def __init__(self, *args):
        super().__init__(*args)
        self.sent = []

    async def send(self, *args, **_):
        self.sent.append(args)
        told = asyncio.get_running_loop().create_future()
        told.set_exception(ConnectionError("not delivered"))
        told.exception()
        return told

    async def flush(self):
        await self.buffer.flush()
