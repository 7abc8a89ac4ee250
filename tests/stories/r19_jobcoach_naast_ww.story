fires R19
shows A.2

Ruud heeft WW, en het college betaalt zijn jobcoach.  Dat is de taak van UWV, tenzij gemeente en UWV het zo
hebben afgesproken.  Die afspraak blijkt er vanaf mei te zijn; de gemeente zet haar in het beleid.

> 2026-02-20 12:00 uwv inkomsten.xml
< persons.linked person=@ruud
> 2026-02-23 12:00 participatiewet jobcoach.csv
< funding-signals.raised rule=R19 verdict=excluded confidence=confirmed person=@ruud start=2026-03-01 end=2026-07-01
~ 2026-05-04 09:00 agreements_with_uwv=[{"start":"2026-05-01"}]
< funding-signals.raised rule=R19 person=@ruud start=2026-03-01 end=2026-05-01
> 2026-05-05 12:00 participatiewet vervallen.csv
< funding-signals.withdrawn rule=R19 person=@ruud
= signals none
