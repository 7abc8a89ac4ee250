silent R11
shows A.2

Het beschutte werk van Ruud eindigt op 30 juni.  Op 1 juli komt hij gewoon in dienst, met een
loonkostenvoordeel voor zijn werkgever.  Het voordeel dat er al was, is van een andere baan.

> 2026-01-05 12:00 participatiewet beschut.csv
> 2026-01-05 12:05 uwv voordelen.csv
= signals none
