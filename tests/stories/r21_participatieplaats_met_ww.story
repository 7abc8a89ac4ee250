fires R21
shows A.2

Fatima heeft een participatieplaats, eerst met bijstand en vanaf maart met WW.  Dat laatste kan alleen als
gemeente en UWV dat hebben afgesproken.  De gemeente zet de afspraak in het beleid; zij geldt tot en met mei.

> 2026-02-20 12:00 uwv inkomsten.xml
< persons.linked person=@fatima
> 2026-02-23 12:00 participatiewet besluit.csv
< funding-signals.raised rule=R21 verdict=by-agreement confidence=confirmed person=@fatima start=2026-03-01 end=2026-07-01
~ 2026-03-04 09:00 agreements_with_uwv=[{"start":"2026-01-01","last":"2026-05-31"}]
< funding-signals.raised rule=R21 person=@fatima start=2026-06-01 end=2026-07-01
~ 2026-06-01 09:00 agreements_with_uwv=[{"start":"2026-01-01"}]
< funding-signals.withdrawn rule=R21 person=@fatima
= signals none
