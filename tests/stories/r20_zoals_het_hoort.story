silent R20
shows A.2

Fatima heeft bijstand.  Zij is van maart 1999 en begint op 1 maart 2026, precies 27, op een participatieplaats:
twee jaar, dan een jaar ander werk op een andere plek, en nog een jaar op weer een andere.

> 2026-01-05 12:00 participatiewet besluiten.csv
= signals none
