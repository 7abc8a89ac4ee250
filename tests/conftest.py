"""What any test may ask for: a broker, and names that no other test uses.

A broker starts when the first test of a process asks for it, and serves all tests of that process.
"""

import gc
import re
import uuid
import warnings

import pytest

from deploy.brokers import BrokerUnavailable, start_broker

# A replay makes millions of small values that live to its end; looking for cycles among them at the
# usual rate takes a sixth of the time.
gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def embedded_broker():
    """The broker of the demo and of quick tests: right about records, not about transactions."""
    with start_broker("embedded") as broker:
        yield broker


@pytest.fixture(scope="session")
def kafka_broker(request):
    """Apache Kafka; the embedded broker where Kafka cannot be had (see `broker.name`)."""
    try:
        broker = start_broker("kafka")
    except BrokerUnavailable as missing:
        warnings.warn(
            f"Apache Kafka is not used, the embedded broker stands in and proves less. {missing}",
            stacklevel=1,
        )
        yield request.getfixturevalue("embedded_broker")
        return
    with broker:
        yield broker


@pytest.fixture
def prefix(request):
    """The beginning of this test's topics, groups and transactional ids: tests share a broker."""
    return f"{re.sub(r'[^a-z0-9]+', '-', request.node.name.lower())[:80]}-{uuid.uuid4().hex[:8]}-"
