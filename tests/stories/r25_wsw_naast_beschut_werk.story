fires R25
shows A.2

Ruud heeft een Wsw-plek en krijgt beschut werk.  Deze regel rust op een wettekst die niet gelezen is, en staat
uit tot de gemeente haar aanzet.  Haar signaal zegt dat erbij.

> 2026-01-05 12:00 participatiewet wsw.csv
< persons.linked person=@ruud
> 2026-02-20 12:00 participatiewet beschut.csv
= signals none
~ 2026-03-02 09:00 signals.R25=true
< funding-signals.raised rule=R25 verdict=exclusive confidence=memory person=@ruud start=2026-03-01 end=2026-07-01
> 2026-03-09 12:00 participatiewet wsw_gestopt.csv
< funding-signals.withdrawn rule=R25 person=@ruud
= signals none
