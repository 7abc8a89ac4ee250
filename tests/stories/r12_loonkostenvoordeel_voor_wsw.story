fires R12
shows A.2

Ruud werkt onder de Wsw: dat staat in de loonaangifte.  Zijn werkgever krijgt er een loonkostenvoordeel voor,
dat bij de Wsw niet bestaat.  UWV trekt het in.

> 2026-01-05 12:00 uwv inkomsten.xml
< persons.linked person=@ruud
> 2026-01-05 12:05 uwv voordeel.csv
< funding-signals.raised rule=R12 verdict=forbidden confidence=confirmed person=@ruud start=2026-02-01 end=2026-07-01
> 2026-01-20 12:00 uwv vervallen.csv
< funding-signals.withdrawn rule=R12 person=@ruud
= signals none
