"""A hub in a process of its own, on a broker that tests share."""

import json
import sys
import time
import urllib.request
from contextlib import contextmanager

from deploy.child import Child, free_port, wait_until

# The least that any logger of ours lets through is not an operator's choice, so no option has it.
TALKATIVE = """
import functools, logging
from deploy import cli, logs
logs.configure = functools.partial(logs.configure, level=logging.DEBUG)
cli.main()
"""


@contextmanager
def hub(broker, prefix, folder, policy, *more, talkative=False):
    """Where it takes messages.  *talkative*: its log holds every line that ours can hold."""
    listen = f"127.0.0.1:{free_port()}"
    options = ["--bootstrap", broker.bootstrap, "--prefix", prefix, "--listen", listen]
    options += ["--policy", str(policy), "--key-file", str(folder / "hmac.key")]
    program = ["-c", TALKATIVE] if talkative else ["-m", "deploy"]
    command = [sys.executable, *program, "run", *options, *map(str, more)]
    child = Child(command, log=folder / "hub.log")
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


def wait_for(done, what, *, seconds=60, pause=0.2):
    """*pause*: longer for a look that costs the hub's machine much."""
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, what
        time.sleep(pause)
