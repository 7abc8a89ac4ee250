"""Cohorts: a track that people begin and end together, as a source plans it and as it goes."""

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.values import Frozen, Municipality
from schemas.windows import Window

Result = Literal["finished", "dropped-out"]


class CohortPlanned(Frozen):
    """A track of some months: its name and its days.  Placements say that they belong to it."""

    kind: Literal["cohort-planned"] = "cohort-planned"
    cohort: str
    provider: str
    name: str
    start: date
    end: date


class CohortPeriod(Frozen):
    """How many so far (`running`: now) in a stretch of time."""

    start: date
    end: date | None = None
    started: int
    running: int
    finished: int
    dropped_out: int
    ended: int = Field(description="ended, with no result told and no days of the cohort known")
    follow_on_jobs: int = Field(description="went on to a job after it, whatever the result")


class CohortChanged(Frozen):
    """Per cohort: who started, finished, dropped out and went on to a job, as numbers over time."""

    cohort: str
    municipality: Municipality
    provider: str | None = None
    name: str | None = None
    planned_start: date | None = None
    planned_end: date | None = None
    window: Window | None = None
    periods: tuple[CohortPeriod, ...] = ()
    digest: str
    complete: bool = True
