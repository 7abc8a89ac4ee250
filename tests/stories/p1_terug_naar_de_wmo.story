shows P1.3

Andersom gaat het net zo.  De participatieplaats van Bram eindigt eind februari, en twee weken later begint
zijn dagbesteding: een korte tijd ertussen is nog een overgang (in deze gemeente 31 dagen).

> 2026-01-05 12:00 participatiewet besluit.csv
< persons.linked person=@bram
> 2026-03-16 12:00 wmo toewijzing.xml
< transfers.prepared transfer=@terug person=@bram left=participatiewet entered=wmo ended=2026-03-01 begins=2026-03-16 known.*.what=decision,provision known.*.source=participatiewet,participatiewet known.*.on=2025-06-02,2025-06-02

In april blijkt dat de participatieplaats al een maand eerder was gestopt.  Dan zit er te veel tijd tussen:
de overdracht wordt ingetrokken.  Ruimt de gemeente meer tijd in, dan is zij er weer; en als het besluit
helemaal vervalt is er nooit een overgang geweest.

> 2026-04-07 12:00 participatiewet besluit_gewijzigd.csv
< transfers.withdrawn transfer=@terug
= transfers 0
~ 2026-04-10 09:00 transfer_gap_days=60
< transfers.prepared transfer=@terug ended=2026-02-01 begins=2026-03-16
> 2026-04-20 12:00 participatiewet besluit_vervallen.csv
< transfers.withdrawn transfer=@terug
= transfers 0
