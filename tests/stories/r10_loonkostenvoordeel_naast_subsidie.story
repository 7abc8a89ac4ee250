fires R10
shows A.2

De werkgever van Ruud krijgt loonkostensubsidie van het college en een loonkostenvoordeel van de
Belastingdienst.  Een verbod is niet gevonden, maar zeker is het niet: het staat als opmerking bij de mix.

> 2026-01-05 12:00 participatiewet subsidie.csv
< persons.linked person=@ruud
> 2026-01-05 12:05 uwv voordeel.csv
= mixes @ruud notes.*.rule=R10 notes.0.verdict=allowed notes.0.confidence=open notes.0.start=2026-02-01 notes.0.end=2026-07-01
= signals none
> 2026-01-20 12:00 uwv vervallen.csv
= mixes @ruud notes=-
= signals none
