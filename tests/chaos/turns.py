"""Who may go on: many threads, of which exactly one runs, chosen by a seed.  Time is simulated.

What runs is a *task*; tasks of one *process* crash and sleep together.  A task gives way at every
call to the simulated broker (`give_way`) and when it waits (`wait`).  So the same seed gives the
same interleaving, down to the last call.
"""

import threading

TICK = 0.001  # seconds that a call takes, about


class Crash(BaseException):
    """The process was killed here: nothing it still does has an effect."""


class Stuck(Exception):
    """A storm that does not come to its end."""


class Process:
    """What is killed, or stopped for a while, as one."""

    def __init__(self, name):
        self.name = name
        self.dead = False
        self.asleep_until = 0.0
        self.halting = False


class Task:
    def __init__(self, turns, run, process):
        self.process = process
        self.wake_at, self.ready = 0.0, None
        self.over = False
        self._turn = threading.Semaphore(0)
        self._turns, self._run = turns, run

    def start(self):
        threading.Thread(target=self._go, daemon=True).start()

    def _go(self):
        self._turn.acquire()
        try:
            self._run()
        except Crash:
            pass
        finally:
            self.over = True
            self._turns.ended(self)

    def hand_over(self):
        self._turn.release()

    def await_turn(self):
        self._turn.acquire()

    # as a thread: what the engine asks of what it spawned
    def is_alive(self):
        return not self.over

    def join(self, timeout=None):
        self._turns.wait(self._turns.now + (timeout or 1e9), lambda: self.over)


class Turns:
    """
    Args:
        tick: called with the time whenever it has passed.
        limit: turns after which something must be wrong.
    """

    def __init__(self, chance, tick, limit=400_000):
        self.now = 0.0
        self.switch_rate = 0.2
        self._chance, self._tick, self._left = chance, tick, limit
        self._main = Task(self, None, Process("storm"))
        self._tasks = [self._main]
        self.current = self._main

    def spawn(self, run, process):
        task = Task(self, run, process)
        self._tasks.append(task)
        task.start()
        return task

    def give_way(self):
        self.now += TICK * self._chance.random()
        if self._chance.random() < self.switch_rate:
            self._switch()
        else:
            self._tick(self.now)

    def wait(self, until, ready=None):
        """Let others go on until then, or until *ready* says so."""
        task = self.current
        task.wake_at, task.ready = until, ready
        self._switch()
        task.wake_at, task.ready = 0.0, None

    def ended(self, task):
        self._tasks.remove(task)
        self._choose().hand_over()

    def _switch(self):
        task = self.current
        chosen = self._choose()
        if chosen is not task:
            chosen.hand_over()
            task.await_turn()
        if task.process.dead:
            raise Crash

    def _choose(self):
        self._left -= 1
        if self._left < 0 and self._main in self._tasks:
            self.current = self._main
            self._main.process.dead = True  # ends the storm, with a word on why
            return self._main
        while True:
            self._tick(self.now)
            able = [task for task in self._tasks if self._is_able(task)]
            if able:
                break
            self.now = max(self.now + TICK, min(map(self._wakes, self._tasks)))
        self.current = self._chance.choice(able)
        return self.current

    def _is_able(self, task):
        if task.process.dead:
            return True
        if task.process.asleep_until > self.now:
            return False
        return self.now >= task.wake_at or (task.ready is not None and task.ready())

    def _wakes(self, task):
        return max(task.wake_at, task.process.asleep_until)
