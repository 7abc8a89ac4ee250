fires R22
shows A.2

De proefplaats van Ruud heeft geen einddatum.  Na zes maanden is zij te lang.  UWV heeft er net zo een.

> 2026-01-05 12:00 participatiewet proefplaats.csv
< persons.linked person=@ruud
> 2026-02-02 12:00 uwv proefplaatsing.csv
| 2026-07-04
< nothing
| 2026-07-05
< funding-signals.raised rule=R22 person=@ruud start=2026-07-05 end=-
> 2026-07-06 12:00 participatiewet met_einddatum.csv
< funding-signals.withdrawn rule=R22 person=@ruud
| 2026-08-02
< funding-signals.raised rule=R22 person=@ruud start=2026-08-02 end=-
= signals R22
