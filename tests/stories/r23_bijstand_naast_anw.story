fires R23
shows A.2

Fatima heeft bijstand en krijgt een nabestaandenuitkering (Anw).  Die gaat voor, ook al komt zij niet van UWV.

> 2026-01-05 12:00 participatiewet bijstand.csv
< persons.linked person=@fatima
> 2026-03-20 12:00 uwv inkomsten.xml
< funding-signals.raised rule=R23 person=@fatima start=2026-03-01 end=-
= signals R23
