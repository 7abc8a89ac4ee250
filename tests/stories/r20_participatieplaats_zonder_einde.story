fires R20
shows A.2

De participatieplaats van Fatima heeft geen einddatum.  Twee jaar lang is dat geen vraag; op de eerste dag
daarna wel.  De gemeente stelt alsnog een einddatum vast.

> 2026-01-05 12:00 participatiewet besluit.csv
< persons.linked person=@fatima
| 2028-01-04
< nothing
= signals none
| 2028-01-05
< funding-signals.raised rule=R20 verdict=required person=@fatima start=2028-01-05 end=-
| 2028-02-01
< nothing
> 2028-02-02 12:00 participatiewet met_einddatum.csv
< funding-signals.withdrawn rule=R20 person=@fatima
= signals none

Een maand erbij op dezelfde plek, en daarna weer zonder einde: vanaf de eerste dag te lang.

> 2028-02-03 12:00 participatiewet verder.csv
< funding-signals.raised rule=R20 person=@fatima start=2028-01-05 end=2028-02-05
< funding-signals.withdrawn rule=R20 start=2028-01-05 end=2028-02-05
< funding-signals.raised rule=R20 person=@fatima start=2028-01-05 end=-
= signals R20
