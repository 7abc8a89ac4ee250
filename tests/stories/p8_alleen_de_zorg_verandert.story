shows P8.3
subscriber werkplein streams=participatiewet,uwv,other,programme,revenue

Het werkplein kent Marijke van haar bijstand.  Daarna verandert alleen de zorg: zij krijgt een
Wlz-indicatie, begint met dagbesteding, en de indicatie krijgt een einde.  Het werkplein hoort daar niets van.

> 2026-01-31 18:00 providers werkplaatsen.json
> 2026-03-09 12:00 participatiewet bijstand.csv
< persons.linked person=@marijke
» werkplein persons.linked person=@werk_marijke
» werkplein funding-mixes.changed person=@werk_marijke periods.*.lines.*.instrument=bijstand
> 2026-03-10 12:00 wlz wlz.csv
» werkplein nothing
> 2026-03-10 12:05 providers marijke_begint.json
< placements.started person=@marijke
» werkplein nothing
> 2026-04-01 12:00 wlz wlz_eindigt.csv
» werkplein nothing
| 2026-07-01
» werkplein nothing
= told werkplein mixes @werk_marijke periods.*.start=2026-03-01 periods.*.lines.*.stream=participatiewet
= told werkplein placements 0
