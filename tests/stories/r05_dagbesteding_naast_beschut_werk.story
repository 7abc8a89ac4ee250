fires R05
shows A.2

Ruud heeft dagbesteding uit de Wmo.  In maart krijgt hij beschut werk: dat gaat voor, en de dagbesteding
wordt erop afgestemd.  Of beide naast elkaar mogen is aan de gemeente; dat zegt het signaal erbij.

> 2026-01-05 12:00 wmo toewijzing.xml
< persons.linked person=@ruud
> 2026-02-20 12:00 participatiewet beschut.csv
< funding-signals.raised rule=R05 verdict=other-law-first confidence=confirmed-in-part person=@ruud start=2026-03-01 end=2026-07-01
> 2026-02-25 12:00 wmo korter.xml
< funding-signals.withdrawn rule=R05 person=@ruud
< transfers.prepared left=wmo entered=participatiewet begins=2026-03-01
= signals none
