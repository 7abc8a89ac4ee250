fires R20
shows A.2

Fatima is in deze geschiedenis van januari 2000.  Zij begint in juni 2026 op een participatieplaats, en is
dan 26: te jong.  Tot wanneer zegt de hub op een maand nauwkeurig; haar geboortedatum vertelt zij niet verder.

> 2026-05-20 12:00 participatiewet participatieplaats.csv
< persons.linked person=@fatima
< funding-signals.raised rule=R20 verdict=required confidence=confirmed person=@fatima start=2026-06-01 end=2027-01-01
> 2026-05-27 12:00 participatiewet vervallen.csv
< funding-signals.withdrawn rule=R20
= signals none
