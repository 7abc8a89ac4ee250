fires R22
shows A.2

Ruud is tot en met 1 maart op proef bij een bedrijf.  Op die dag begint daar al zijn loonkostensubsidie:
een dag te vroeg.  Het besluit wordt hersteld.

> 2026-01-05 12:00 participatiewet proefplaats.csv
< persons.linked person=@ruud
> 2026-02-20 12:00 participatiewet subsidie.csv
< funding-signals.raised rule=R22 verdict=sequential confidence=confirmed-in-part person=@ruud start=2026-03-01 end=2026-03-02
> 2026-02-23 12:00 participatiewet subsidie_hersteld.csv
< funding-signals.withdrawn rule=R22 person=@ruud
= signals none
