silent R05
shows A.2

Ruud heeft dagbesteding tot en met februari, en op 1 maart begint zijn beschut werk: een gewone overgang.
Begeleiding thuis loopt door; die heeft met het werk niets te maken.  Dat hij in januari al een contract voor
beschut werk had, staat alleen in de loonaangifte: van een besluit is dan niets bekend.

> 2026-01-05 12:00 wmo dagbesteding.xml
> 2026-01-05 12:05 wmo begeleiding.xml
> 2026-02-05 12:00 uwv inkomsten.xml
> 2026-02-20 12:00 participatiewet beschut.csv
< transfers.prepared left=wmo entered=participatiewet begins=2026-03-01
= signals none
