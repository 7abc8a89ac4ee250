fires R09
shows A.2

Ruud heeft vanaf maart een Wajong-uitkering.  Op dezelfde dag begint loonkostensubsidie: in de Wajong is er
loondispensatie, door UWV.  Het college neemt het besluit terug.

> 2026-02-20 12:00 uwv inkomsten.xml
< persons.linked person=@ruud
> 2026-02-23 12:00 participatiewet subsidie.csv
< funding-signals.raised rule=R09 verdict=forbidden confidence=confirmed-in-part person=@ruud start=2026-03-01 end=2027-01-01
> 2026-03-02 12:00 participatiewet vervallen.csv
< funding-signals.withdrawn rule=R09 person=@ruud
= signals none
