fires R20
shows A.2

Fatima heeft bijstand en een participatieplaats.  De bijstand stopt per 1 april, de participatieplaats niet:
die is er alleen met bijstand.  Zij vraagt opnieuw bijstand aan, en krijgt haar met terugwerkende kracht.

> 2026-01-05 12:00 participatiewet besluiten.csv
< persons.linked person=@fatima
> 2026-04-07 12:00 participatiewet bijstand_stopt.csv
< funding-signals.raised rule=R20 verdict=required confidence=confirmed person=@fatima start=2026-04-01 end=2026-07-01
> 2026-04-20 12:00 participatiewet bijstand_weer.csv
< funding-signals.withdrawn rule=R20 person=@fatima
= signals none
