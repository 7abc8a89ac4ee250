fires R23
shows A.2

Fatima heeft bijstand.  UWV meldt dat zij vanaf maart WW heeft: die gaat voor.  Een tweede dossier van UWV zegt
hetzelfde; dat is geen tweede uitkering.  De bijstand stopt per die dag.

> 2026-01-05 12:00 participatiewet bijstand.csv
< persons.linked person=@fatima
> 2026-03-20 12:00 uwv inkomsten.xml
< funding-signals.raised rule=R23 verdict=subsidiary confidence=confirmed person=@fatima start=2026-03-01 end=2027-01-01
> 2026-03-21 12:00 uwv verzekeringen.xml
= signals R23
> 2026-03-23 12:00 participatiewet gestopt.csv
< funding-signals.withdrawn rule=R23 person=@fatima
= signals none
