silent R21
shows A.2

Fatima heeft naast een kleine WW ook bijstand: op die grond heeft zij haar participatieplaats.  Dat bijstand
en WW samenlopen is een andere vraag (R23).

> 2026-02-20 12:00 uwv inkomsten.xml
> 2026-02-23 12:00 participatiewet besluiten.csv
< funding-signals.raised rule=R23
= signals R23
