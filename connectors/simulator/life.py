"""A stage that all lives share, and one life: what was told about somebody, and what is true."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from connectors.simulator.chance import Chance
from connectors.simulator.people import Human, People
from connectors.simulator.telling import Allocation, Content, Planted, Promised, Said, Telling
from connectors.simulator.world import World

SHORTEST = timedelta(weeks=52)  # the longest life course must fit in


@dataclass
class Stage:
    """One municipality between the first day and the last on which something is told.

    `tellings`, `planted` and `promised` are of what belongs to nobody's life.  `eligible`: since
    when each human is eligible for beschut werk.  `begun`: by programme, when placements began.
    """

    municipality: str
    start: date
    until: date
    chance: Chance
    people: People
    world: World
    tellings: list[Telling] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    promised: list[Promised] = field(default_factory=list)
    eligible: dict[str, date] = field(default_factory=dict)
    begun: dict[str, list[date]] = field(default_factory=dict)
    _counted: dict[str, int] = field(default_factory=dict)

    def tell(self, day: date, content: Content) -> None:
        assert self.start <= day <= self.until, "it must be told on the stage"
        self.tellings.append(Telling(self.chance.office_hour(day), None, content))

    def number(self, of: str) -> int:
        """The next number of a series, from 1."""
        self._counted[of] = self._counted.get(of, 0) + 1
        return self._counted[of]

    def first_day(self, weeks: int) -> date:
        """A day on which something may begin that takes *weeks* to be told to its end."""
        return self.chance.day(self.start + timedelta(weeks=4), self.until - timedelta(weeks=weeks))

    def beyond(self) -> date:
        """A last day that lies well behind the last day told of: still running at the end."""
        return self.until + timedelta(days=self.chance.between(60, 240))

    def after(self, day: date, least: int, most: int) -> date:
        """A day from *least* up to *most* days after *day*."""
        return day + timedelta(days=self.chance.between(least, most))

    def promise(
        self, bullet: str, event: str, said: Said, *, day: date | None = None, place: str = ""
    ) -> None:
        """An event about nobody in particular that says so."""
        self.promised.append(Promised(bullet, event, said, day, place=place))


@dataclass
class Life:
    """What the sources told about one human.

    `placed`: what each placement must be in the end.  `allocations`: the current version of each.
    By provider and participant: `ways`, how that registration was made in the end (`work`);
    `missed`, why it cannot be linked with what else is known of this human.
    """

    human: Human
    stage: Stage
    course: str
    tellings: list[Telling] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    promised: list[Promised] = field(default_factory=list)
    placed: dict[str, Promised] = field(default_factory=dict)
    allocations: dict[int, Allocation] = field(default_factory=dict)
    ways: dict[tuple[str, str], str] = field(default_factory=dict)
    missed: dict[tuple[str, str], str] = field(default_factory=dict)

    def tell(self, day: date, content: Content) -> None:
        assert self.stage.start <= day <= self.stage.until, "a course must fit on the stage"
        self.tellings.append(Telling(self.stage.chance.office_hour(day), self.human, content))

    def promise(
        self, bullet: str, event: str, said: Said, *, day: date | None = None, place: str = ""
    ) -> None:
        """An event about this human that says so, with values as JSON has them."""
        self.promised.append(Promised(bullet, event, said, day, self.human.number, place))

    def tells_on(self, day: date) -> bool:
        """Whether something on *day* is told at all; for what may be left out."""
        return day <= self.stage.until
