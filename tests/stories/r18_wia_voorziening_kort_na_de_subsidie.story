fires R18
shows A.2

De loonkostensubsidie voor Ruud eindigt op 31 januari 2025.  In juni 2026 geeft UWV een vervoersvoorziening.
Er zijn nog geen twee jaar zonder subsidie voorbij: tot 1 februari 2027 is het college aan zet.  Ook een
jobcoach van het college zelf kan niet naast die van UWV.

> 2026-01-05 12:00 participatiewet subsidie.csv
< persons.linked person=@ruud
> 2026-05-20 12:00 uwv vervoer.csv
< funding-signals.raised rule=R18 verdict=excluded confidence=confirmed person=@ruud start=2026-06-01 end=2027-02-01
> 2026-05-21 12:00 participatiewet jobcoach.csv
< funding-signals.raised rule=R18 start=2026-07-01 end=2026-10-01
> 2026-06-02 12:00 uwv vervallen.csv
< funding-signals.withdrawn rule=R18 start=2026-06-01
< funding-signals.withdrawn rule=R18 start=2026-07-01
= signals none
