fires R24
shows A.2

Fatima heeft bijstand en komt in februari in dienst, voor een paar uur.  Inkomsten worden verrekend, op wat
de wet vrijlaat na.  Ook wat zij met haar eigen keukentje verdient telt.

> 2026-01-05 12:00 participatiewet bijstand.csv
< persons.linked person=@fatima
> 2026-03-20 12:00 uwv inkomsten.xml
< funding-signals.raised rule=R24 verdict=settle confidence=confirmed person=@fatima start=2026-02-01 end=2026-07-01
> 2026-03-21 12:00 participatiewet verdiensten.csv
< funding-signals.raised rule=R24 person=@fatima start=2026-03-01 end=2026-04-01
> 2026-03-22 12:00 participatiewet vervallen.csv
< funding-signals.withdrawn rule=R24 start=2026-03-01
> 2026-03-23 12:00 participatiewet gestopt.csv
< funding-signals.withdrawn rule=R24 start=2026-02-01
= signals none
