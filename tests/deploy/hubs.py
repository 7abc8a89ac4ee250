"""A hub in a process of its own, on a broker that tests share."""

import json
import sys
import urllib.request
from contextlib import contextmanager

from deploy.child import Child, free_port, wait_until


@contextmanager
def hub(broker, prefix, folder, policy):
    """Where it takes messages."""
    listen = f"127.0.0.1:{free_port()}"
    options = ["--bootstrap", broker.bootstrap, "--prefix", prefix, "--listen", listen]
    options += ["--policy", str(policy), "--key-file", str(folder / "hmac.key")]
    child = Child([sys.executable, "-m", "deploy", "run", *options], log=folder / "hub.log")
    try:
        assert wait_until(lambda: answers(listen), child, seconds=60), child.last_words()
        yield listen
    finally:
        child.stop(patience_seconds=5)


def answers(listen):
    try:
        with urllib.request.urlopen(f"http://{listen}/readyz", timeout=1):
            return True
    except OSError:
        return False


def post(address, body, media_type):
    """The id of the message, as the door gives it."""
    headers = {"Content-Type": media_type}
    with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=20) as told:
        return json.load(told)["message"]
