silent R13
shows A.2

Het ene loonkostenvoordeel eindigt op 31 december, het andere begint op 1 januari.  Hetzelfde voordeel
wordt in de loop van een jaar verlengd, en bij een andere werkgever is er ook een.  Nergens zijn er in een
kalenderjaar twee verschillende voor een baan.

> 2026-01-05 12:00 uwv voordelen.csv
= signals none
