silent R09
shows A.2

Ruud heeft een Wajong-uitkering en werkt beschut, met loonkostensubsidie.  Binnen beschut werk mag dat.

> 2026-02-20 12:00 uwv inkomsten.xml
< persons.linked person=@ruud
> 2026-02-23 12:00 participatiewet besluiten.csv
= mixes @ruud notes.*.rule=R06
= signals none
