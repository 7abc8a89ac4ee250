fires R06
shows A.2

Ruud werkt beschut, met loonkostensubsidie voor zijn werkgever.  Dat mag: het staat als opmerking bij zijn
mix, en is geen signaal.  Vervalt de subsidie, dan vervalt de opmerking.

> 2026-01-05 12:00 participatiewet beschut.csv
< persons.linked person=@ruud
> 2026-01-05 12:05 participatiewet subsidie.csv
= mixes @ruud notes.*.rule=R06 notes.0.verdict=allowed notes.0.confidence=confirmed notes.0.start=2026-02-01 notes.0.end=2026-07-01
= signals none
> 2026-01-20 12:00 participatiewet vervallen.csv
= mixes @ruud notes=-
= signals none
