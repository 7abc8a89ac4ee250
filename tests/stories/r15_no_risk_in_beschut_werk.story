fires R15
shows A.2

Ruud werkt beschut, en er is een no-riskpolis: UWV betaalt bij ziekte.  Dat mag, en staat als opmerking bij
zijn mix.

> 2026-01-05 12:00 participatiewet beschut.csv
< persons.linked person=@ruud
> 2026-01-05 12:05 uwv no_risk.csv
= mixes @ruud notes.*.rule=R15 notes.0.verdict=allowed notes.0.confidence=confirmed notes.0.start=2026-02-01 notes.0.end=2026-07-01
= signals none
> 2026-01-20 12:00 uwv vervallen.csv
= mixes @ruud notes=-
= signals none
