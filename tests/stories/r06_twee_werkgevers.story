silent R06
shows A.2

Ruud werkt beschut bij de een, en met loonkostensubsidie bij een ander.  De subsidie hoort niet bij het
beschutte werk: er valt niets op te merken.

> 2026-01-05 12:00 participatiewet besluiten.csv
< persons.linked person=@ruud
= mixes @ruud periods.*.lines.*.instrument=beschut_werk+loonkostensubsidie notes=-
= signals none
