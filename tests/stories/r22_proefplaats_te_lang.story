fires R22
shows A.2

Een proefplaats duurt bij de gemeente twee maanden, en ten hoogste vier erbij.  Die van Ruud wordt verlengd
tot zes maanden en een dag.  UWV doet hetzelfde met een proefplaatsing.

> 2026-01-05 12:00 participatiewet twee_maanden.csv
< persons.linked person=@ruud
= signals none
> 2026-03-02 12:00 participatiewet verlengd.csv
< funding-signals.raised rule=R22 verdict=sequential confidence=confirmed person=@ruud start=2026-07-05 end=2026-07-06
> 2026-03-03 12:00 participatiewet korter.csv
< funding-signals.withdrawn rule=R22 person=@ruud
> 2026-07-20 12:00 uwv proefplaatsing.csv
< funding-signals.raised rule=R22 person=@ruud start=2027-02-01 end=2027-02-02
= signals R22
