fires eligibility-contradicts
shows A.2 A.3

Twee besluiten van dezelfde dag, onder twee nummers: Noor is vanaf 1 februari op beschut werk aangewezen, en
zij is het niet.  Welk geldt kan alleen de gemeente zeggen.

> 2026-01-05 12:00 participatiewet aangewezen.csv
> 2026-01-07 12:00 participatiewet niet_aangewezen.csv
< funding-signals.raised rule=eligibility-contradicts person=@noor start=2026-02-01 end=- mended_by=municipality
> 2026-01-12 12:00 participatiewet vervallen.csv
< funding-signals.withdrawn rule=eligibility-contradicts person=@noor
= signals none

Ook tot wanneer mag geen vraag zijn.  Is het ene besluit van een latere dag, dan gaat dat voor.

> 2026-01-14 12:00 participatiewet tot_juli.csv
< funding-signals.raised rule=eligibility-contradicts person=@noor start=2026-02-01
> 2026-01-15 12:00 participatiewet van_een_andere_dag.csv
< funding-signals.withdrawn rule=eligibility-contradicts
= signals none

Ook een nee dat later begint dan het ja spreekt het tegen, op de dagen van beide; een nee dat erop volgt niet.

> 2026-01-19 12:00 participatiewet nee_vanaf_april.csv
< funding-signals.raised rule=eligibility-contradicts person=@noor start=2026-04-01 end=2026-07-01
> 2026-01-20 12:00 participatiewet nee_vanaf_juli.csv
< funding-signals.withdrawn rule=eligibility-contradicts person=@noor
= signals none

Besluit het college daarna opnieuw, dan geldt dat in plaats van beide: er is niets meer te kiezen.

> 2026-01-21 12:00 participatiewet nee_vanaf_mei.csv
< funding-signals.raised rule=eligibility-contradicts person=@noor start=2026-05-01 end=2026-07-01
> 2026-01-22 12:00 participatiewet later_besloten.csv
< funding-signals.withdrawn rule=eligibility-contradicts person=@noor
= signals none
