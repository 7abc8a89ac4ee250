silent R10
shows A.2

De loonkostensubsidie is voor de ene baan van Ruud, het loonkostenvoordeel voor de andere.  Er valt niets op
te merken.

> 2026-01-05 12:00 participatiewet subsidie.csv
< persons.linked person=@ruud
> 2026-01-05 12:05 uwv voordeel.csv
= mixes @ruud periods.0.lines.*.instrument=lkv_banenafspraak,loonkostensubsidie notes=-
= signals none
