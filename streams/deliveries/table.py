"""What each field of the public events tells, and to whom: the one table of it.

What is not in the table is told to nobody, so a new event or field waits until somebody says whom
it is for (a test names what is missing).  A row says of a kind of thing who may know that it is
there (`to`) and how its fields are told:

    AS_IS         as the hub has it
    NAME          under the subscriber's own pseudonym
    ORGANISATION  a number of an organisation; an employer that may be a person under a pseudonym
    part(…)       by the row of its own kind
    KINDS         numbers by activity, of those that the subscriber may know of
    PARTICIPANT   as NAME; to a provider its own code of the participant
    ALIASES       of the members that are told
    ANEW, NOBODY  made by the delivery itself (window, digest); to nobody

with `.streams` or `.provider` to that sort of subscriber alone.  What is written of a
placement goes to the provider of its place alone.
"""

from collections.abc import Mapping

from schemas import budget_events as budgets
from schemas import cohorts, events, offers, persons, programmes, settlements
from schemas import place_events as places
from schemas import result_events as results
from schemas.values import Frozen
from schemas.volumes import Volume
from schemas.windows import Window
from streams.deliveries import may
from streams.deliveries.fields import (
    ALIASES,
    ANEW,
    AS_IS,
    KINDS,
    NAME,
    NOBODY,
    ORGANISATION,
    PARTICIPANT,
    Shown,
    part,
    row,
)

DAYS = (AS_IS, "start end")
WINDOWED = (ANEW, "window digest complete")

TABLE: Mapping[type[Frozen], Shown] = {
    # who is who
    persons.PersonsChanged: row(
        (ANEW, "change person former retired"), (part(persons.PersonDoc), "after")
    ),
    persons.PersonDoc: row(
        (NAME, "person"), (part(persons.Member), "members"), (ALIASES, "aliases"), says="members"
    ),
    persons.Member: row((PARTICIPANT, "record"), (AS_IS, "source"), to=may.of_member),
    persons.LinkDoubted: row((NOBODY, "record doubts"), to=may.nobody),
    persons.Doubt: row((NOBODY, "reason others more"), to=may.nobody),
    # who pays
    events.FundingMixChanged: row(
        (NAME, "person"),
        (AS_IS, "municipality"),
        (part(events.Contact), "contact"),
        (part(events.Note, if_any=True), "notes"),
        (part(events.MixPeriod), "periods"),
        WINDOWED,
        says="periods",
    ),
    events.MixPeriod: row(DAYS, (part(events.Line), "lines"), says="lines", joins=True),
    events.Line: row(
        (NAME, "line record"),
        (AS_IS, "stream instrument ground"),
        (ORGANISATION, "payer payee provider place employer"),
        (part(Volume), "volume"),
        (AS_IS, "minutes_per_week percentage amount_cents amount_per"),
        to=may.of_stream,
    ),
    Volume: row((AS_IS, "unit amount per")),
    # whoever spoke with somebody, of whatever law, moves the day on which it is due again
    events.Contact: row((NOBODY, "held next_due"), to=may.nobody),
    events.Note: row(
        DAYS,
        (AS_IS, "rule verdict law text_version confidence explanation"),
        (NAME, "lines"),
        to=may.of_note,
    ),
    events.Signal: row(
        DAYS,
        (NAME, "signal person placement"),
        (ORGANISATION, "place provider account"),
        (AS_IS, "rule municipality subject_kind number maximum mended_by verdict"),
        (AS_IS, "law text_version confidence explanation"),
        (AS_IS.streams, "minutes_per_week"),
        (NAME.streams, "lines records"),
        to=may.of_signal,
    ),
    settlements.SettlementChanged: row(
        (NAME, "person"),
        (AS_IS, "municipality"),
        (part(settlements.Settled), "periods"),
        WINDOWED,
        to=may.of_settlement,
        says="periods",
    ),
    settlements.Settled: row(
        DAYS,
        (AS_IS, "earned_cents free_cents set_off_cents sources"),
        (NAME, "earnings benefits"),
    ),
    events.TransferPrepared: row(
        (NAME, "transfer person"),
        (AS_IS, "municipality left entered ended begins"),
        (part(events.Known), "known"),
        to=may.of_transfer,
    ),
    events.Known: row((AS_IS, "what source on"), (NAME, "record"), to=may.of_source),
    events.TransferWithdrawn: row((NAME, "transfer")),
    # who is where
    events.PlacementDoc: row(
        (NAME, "placement person record"),
        (AS_IS, "municipality label"),
        (ORGANISATION, "place provider employer"),
        (ORGANISATION.provider, "holder"),
        (AS_IS, "activity"),
        (AS_IS, "start end minutes_per_week attended"),
        (AS_IS.provider, "task destination cohort programme result"),
        (part(events.Progress), "progress"),
        to=may.of_placement,
    ),
    events.Progress: row((AS_IS, "what on text"), (NAME, "record"), to=may.of_progress),
    events.PlacementWithdrawn: row((NAME, "placement")),
    events.CoverageChanged: row(
        (NAME, "placement person"),
        (AS_IS, "municipality"),
        (ORGANISATION, "place"),
        (part(events.Note, if_any=True), "notes"),
        (part(events.CoveragePeriod), "periods"),
        WINDOWED,
        to=may.of_own_place,  # from when a line covers hangs on what others leave it to pay
        says="periods",
    ),
    events.CoveragePeriod: row(
        DAYS,
        (AS_IS.provider, "needed_minutes state"),
        (NOBODY, "own of_place uncovered_minutes"),
        says="state",
        joins=True,
    ),
    # on which days a line pays, and how much, hangs on what other lines leave it to pay
    events.CoveredBy: row(
        (NOBODY, "line stream instrument minutes_per_week support"), to=may.nobody
    ),
    # what there is at a place
    places.PlaceMixChanged: row(
        (ORGANISATION, "place provider"),
        (AS_IS.provider, "name"),
        (part(places.PlacePeriod), "periods"),
        WINDOWED,
        to=may.of_place,
        says="periods",
    ),
    places.PlacePeriod: row(
        DAYS,
        (AS_IS.provider, "occupancy capacity"),
        (part(places.PlaceMoney).streams, "money"),
        (NOBODY, "shares"),
        says="occupancy money",
        joins=True,
    ),
    places.Share: row(  # as CoveredBy
        (NOBODY, "stream persons minutes_per_week unquantified"), to=may.nobody
    ),
    places.PlaceMoney: row(
        (NAME, "line record"),
        (AS_IS, "stream instrument amount_cents fund"),
        (ORGANISATION, "payer"),
        (NOBODY, "theme"),
        to=may.of_stream,
    ),
    places.PlaceOverbooked: row(
        (ORGANISATION, "place"),
        (part(places.Overbooking), "periods"),
        WINDOWED,
        to=may.of_own_place,
        says="periods",
    ),
    places.Overbooking: row(DAYS, (AS_IS, "occupancy capacity")),
    places.WaitingListChanged: row(
        (ORGANISATION, "place"),
        (AS_IS, "number"),
        (part(places.Next), "next"),
        (part(places.WaitingSince), "periods"),
        WINDOWED,
        to=may.of_own_place,
        says="periods",
    ),
    places.WaitingSince: row(DAYS, (part(places.Waits), "waiting"), says="waiting"),
    places.Waits: row((AS_IS, "municipality"), (NAME, "person record"), to=may.of_municipality),
    places.Next: row(
        (AS_IS, "municipality since"), (NAME, "person record"), to=may.of_municipality
    ),
    places.PlaceFreed: row(
        (ORGANISATION, "place"),
        (AS_IS, "on freed free capacity"),
        (part(places.Next), "next"),
        to=may.of_own_place,
    ),
    offers.OfferChanged: row(
        (ORGANISATION, "place provider"),
        (part(offers.OfferPeriod), "periods"),
        WINDOWED,
        to=may.of_own_place,  # what can be done there tells of either side
        says="periods",
    ),
    offers.OfferPeriod: row(
        DAYS, (AS_IS, "name activities work capacity address postcode latitude longitude")
    ),
    # of few people, month by month: who lays months side by side reads what one line pays
    results.ResultChanged: row((NOBODY, "place periods"), WINDOWED, to=may.nobody),
    results.ResultMonth: row(
        (NOBODY, "start end suppressed costs income not_counted results tariffs"), to=may.nobody
    ),
    results.Spent: row((NOBODY, "kinds over cents"), to=may.nobody),
    results.Earned: row((NOBODY, "of streams cents"), to=may.nobody),
    results.NotCounted: row((NOBODY, "stream reason number"), to=may.nobody),
    results.Outlook: row((NOBODY, "percentage income_cents result_cents"), to=may.nobody),
    # what it all comes to
    places.ProviderReported: row(
        (ORGANISATION, "provider"),
        (AS_IS, "municipality"),
        (part(places.ProviderPeriod), "periods"),
        WINDOWED,
        to=may.of_provider,
        says="periods",
    ),
    places.ProviderPeriod: row(DAYS, (KINDS, "placements"), says="placements", joins=True),
    places.DevelopmentReported: row(
        (ORGANISATION, "account provider"),
        (AS_IS, "municipality"),
        (part(places.DevelopmentYear), "periods"),
        WINDOWED,
        to=may.of_own_provider,
        says="periods",
    ),
    places.DevelopmentYear: row(
        DAYS,
        (AS_IS, "suppressed persons"),
        (part(places.Moved), "vertical horizontal dropped_out"),
        (part(places.WageValueGrown), "wage_value"),
    ),
    places.Moved: row((AS_IS, "number share")),
    places.WageValueGrown: row((AS_IS, "persons mean_change")),
    cohorts.CohortChanged: row(
        (AS_IS, "cohort municipality name planned_start planned_end"),
        (ORGANISATION, "provider"),
        (part(cohorts.CohortPeriod), "periods"),
        WINDOWED,
        to=may.of_cohort,
        says="name periods",
    ),
    cohorts.CohortPeriod: row(
        DAYS, (AS_IS, "started running finished dropped_out ended follow_on_jobs")
    ),
    programmes.TargetChanged: row(
        (AS_IS, "programme municipality name"),
        (part(programmes.TargetPeriod), "periods"),
        WINDOWED,
        to=may.of_programme,
        says="name periods",
    ),
    programmes.TargetPeriod: row(DAYS, (AS_IS, "target placements")),
    programmes.BudgetChanged: row(
        DAYS,
        (AS_IS, "programme municipality name fund budget_cents counted_cents left_cents"),
        (ORGANISATION, "payer"),
        (part(programmes.NotCounted), "not_counted"),
        to=may.of_programme,
    ),
    programmes.NotCounted: row((NAME, "record"), (AS_IS, "reason cost_item amount_cents other")),
    programmes.BudgetWithdrawn: row((AS_IS, "programme")),
    budgets.EligibilityChanged: row(
        (AS_IS, "budget municipality activity"),
        (part(budgets.EligibilityPeriod), "periods"),
        WINDOWED,
        to=may.of_budget,
        says="periods",
    ),
    budgets.EligibilityPeriod: row(DAYS, (AS_IS, "eligible places")),
    budgets.AwaitingAssessmentChanged: row(
        (AS_IS, "budget municipality activity"),
        (part(budgets.AwaitingSince), "periods"),
        WINDOWED,
        to=may.of_budget,
        says="periods",
    ),
    budgets.AwaitingSince: row(DAYS, (part(budgets.Awaits), "waiting")),
    budgets.Awaits: row((NAME, "person record")),
    budgets.EligibleWaitingChanged: row(
        (AS_IS, "budget municipality activity"),
        (part(budgets.DecidedSince), "periods"),
        WINDOWED,
        to=may.of_budget,
        says="periods",
    ),
    budgets.DecidedSince: row(DAYS, (part(budgets.WaitsForPlace), "waiting")),
    budgets.WaitsForPlace: row(DAYS, (NAME, "person record")),
    Window: row((ANEW, "start end")),
}
