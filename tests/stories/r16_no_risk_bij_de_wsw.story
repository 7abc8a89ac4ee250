fires R16
shows A.2

Ruud werkt onder de Wsw (art. 2): dat staat in de loonaangifte.  Er is een no-riskpolis, die daar niet geldt.

> 2026-01-05 12:00 uwv inkomsten.xml
< persons.linked person=@ruud
> 2026-01-05 12:05 uwv no_risk.csv
< funding-signals.raised rule=R16 verdict=conditional confidence=confirmed person=@ruud start=2026-02-01 end=2026-07-01
> 2026-01-20 12:00 uwv vervallen.csv
< funding-signals.withdrawn rule=R16 person=@ruud
= signals none
