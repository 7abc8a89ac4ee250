silent R08
shows A.2

Ruud werkt halve dagen onder de Wsw tot en met februari.  Voor zijn andere baan is er loonkostensubsidie,
en vanaf 1 maart ook bij zijn oude werkgever, als gewone dienstbetrekking.  Geen dag is dubbel.

> 2026-01-05 12:00 participatiewet besluiten.csv
= signals none
