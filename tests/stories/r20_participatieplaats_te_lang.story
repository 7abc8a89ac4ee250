fires R20
shows A.2

De participatieplaats van Fatima duurt twee jaar en een dag op dezelfde plek: een dag te lang.  Daarna wordt
zij op een andere plek verlengd, en nog eens: na vier jaar is het op.

> 2026-01-05 12:00 participatiewet twee_jaar_en_een_dag.csv
< persons.linked person=@fatima
< funding-signals.raised rule=R20 verdict=required confidence=confirmed person=@fatima start=2028-01-05 end=2028-01-06
> 2026-02-02 12:00 participatiewet twee_jaar.csv
< funding-signals.withdrawn rule=R20 start=2028-01-05
> 2028-01-03 12:00 participatiewet verlengingen.csv
< funding-signals.raised rule=R20 start=2030-01-05 end=2030-02-05
= signals R20
