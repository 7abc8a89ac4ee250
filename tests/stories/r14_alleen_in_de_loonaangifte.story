silent R14
shows A.2

De registratie van Ruud eindigt op de dag voordat zijn beschut werk begint.  Dat hij vorig jaar elders
beschut werkte, staat alleen in de loonaangifte: van een vaststelling door het college is dan niets bekend.

> 2026-01-05 12:00 uwv register.xml
> 2026-01-05 12:05 uwv inkomsten.xml
> 2026-02-20 12:00 participatiewet beschut.csv
= signals none
