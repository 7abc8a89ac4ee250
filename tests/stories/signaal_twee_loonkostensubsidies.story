fires R07
shows A.2

Voor Ruud loopt loonkostensubsidie bij een bouwbedrijf.  Een tweede bij een andere werkgever, of bij
dezelfde maar aansluitend, is geen signaal.  Twee tegelijk bij dezelfde werkgever wel (R07), tot het
tweede besluit vervalt.

> 2026-01-05 12:00 participatiewet een.csv
< persons.linked person=@ruud
> 2026-02-02 12:00 participatiewet andere_werkgever.csv
> 2026-06-01 12:00 participatiewet aansluitend.csv
= signals none
> 2026-06-02 12:00 participatiewet tegelijk.csv
< funding-signals.raised rule=R07 person=@ruud start=2026-06-01 end=2026-07-01
= signals R07
> 2026-06-20 12:00 participatiewet vervallen.csv
< funding-signals.withdrawn rule=R07 person=@ruud
= signals none
? vervallen.csv without-effect
