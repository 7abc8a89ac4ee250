fires R13
shows A.2

De werkgever van Ruud krijgt tot en met maart een loonkostenvoordeel voor het herplaatsen en vanaf december
een voor de banenafspraak.  Ze lopen geen dag samen, maar wel in een kalenderjaar: alleen het hoogste telt.

> 2026-01-05 12:00 uwv herplaatst.csv
< persons.linked person=@ruud
> 2026-01-05 12:05 uwv banenafspraak.csv
< funding-signals.raised rule=R13 verdict=highest-only confidence=confirmed person=@ruud start=2026-01-01 end=2027-01-01
> 2026-01-20 12:00 uwv vervallen.csv
< funding-signals.withdrawn rule=R13 person=@ruud
= signals none
