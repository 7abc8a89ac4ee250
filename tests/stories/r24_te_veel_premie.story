fires R24
shows A.2

Fatima krijgt twee premies, samen een cent boven wat in een jaar wordt vrijgelaten (3263 euro): de tweede wordt
verrekend.  Na een correctie passen zij precies.  Een derde premie in dat jaar is er een te veel, hoe klein zij
ook is.

> 2026-01-05 12:00 participatiewet bijstand.csv
< persons.linked person=@fatima
> 2026-06-01 12:00 participatiewet een_cent.csv
< funding-signals.raised rule=R24 verdict=settle confidence=confirmed person=@fatima start=2026-05-01 end=2026-05-02
> 2026-06-02 12:00 participatiewet hersteld.csv
< funding-signals.withdrawn rule=R24 person=@fatima
> 2026-11-02 12:00 participatiewet derde.csv
< funding-signals.raised rule=R24 person=@fatima start=2026-11-01 end=2026-11-02
= signals R24
