silent R12
shows A.2

Ruud werkt begeleid (Wsw art. 7): een gewone dienstbetrekking.  Een loonkostenvoordeel mag daar.  Voor zijn
baan in de Wsw zelf, die in februari eindigde, is er vanaf maart een.

> 2026-01-05 12:00 participatiewet besluiten.csv
> 2026-01-05 12:05 uwv voordelen.csv
= signals none
