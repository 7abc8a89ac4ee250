"""Orders come in, each customer's total goes out: once per order, whatever crashes."""

import os

import orjson

from streams.engine.app import JSON, App, Options
from streams.engine.step import Refused

app = App(
    "shop",
    broker=os.environ.get("BROKER", "kafka://localhost:9092"),
    topic_partitions=2,
    broker_session_timeout=6,  # how long the partitions of a dead worker wait; Faust says 60
    engine=Options(dead_letters="refused-orders"),
)
orders, totals, news = (app.topic(name) for name in ("orders", "totals", "news"))


def order(message):
    """From a record, as librdkafka hands it over, to what the step gets."""
    try:
        return message.key().decode(), orjson.loads(message.value())["cents"]
    except (AttributeError, ValueError, TypeError, KeyError) as error:
        raise Refused("this is no order") from error


@app.step(orders, to=[totals], state=JSON, decode=order)
def total(events, view, out):
    for customer, cents in events:  # of one partition, in order
        owed = (view.get(customer) or 0) + cents
        view.put(customer, owed)
        out.send("totals", key=customer.encode(), value=orjson.dumps(owed))


@app.timer(2.0)  # Faust's own, beside it
async def tell():
    await news.send(key=b"shop", value="open")
