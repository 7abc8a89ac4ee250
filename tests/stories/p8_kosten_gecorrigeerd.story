shows P8.2 A.3

Twee kinderboerderijen delen een jobcoach.  Eerst lijkt het ieder de helft; later blijkt dat er twee delen voor de Geit en een
voor de Schaap is afgesproken.  Van 900,01 euro valt de cent die overblijft bij de eerste plek.

~ 2026-01-01 09:00 tariffs=[{"stream":"wmo","instrument":"dagbesteding","unit":"dagdeel","cents":5000,"start":"2026-01-01","source":"raamcontract-2026"}]
> 2026-01-02 12:00 providers werkplekken.csv
> 2026-01-02 12:01 providers deelnemers.csv
> 2026-01-02 12:02 wmo toewijzing_1.xml
> 2026-01-02 12:03 wmo toewijzing_2.xml
> 2026-01-02 12:04 providers plaatsingen.csv
< placements.started
< placements.started
> 2026-01-05 12:00 providers kosten.csv
< places.result-changed place=kvk:90000002/geit
< places.result-changed place=kvk:90000002/schaap
= results kvk:90000002/geit periods.*.costs.*.cents=15500,14000,15501 periods.0.results.*.result_cents=73071,59785,55357
= results kvk:90000002/schaap periods.*.costs.*.cents=15500,14000,15500
> 2026-02-10 12:00 providers kosten_hersteld.csv
< places.result-changed place=kvk:90000002/geit periods.*.costs.*.cents=20667,18666,20668
< places.result-changed place=kvk:90000002/schaap periods.*.costs.*.cents=10333,9333,10334
? kosten.csv superseded

Achteraf geldt er vanaf februari een ander tarief.  Alleen de maanden die het raakt worden opnieuw verteld.

~ 2026-02-15 09:00 tariffs=[{"stream":"wmo","instrument":"dagbesteding","unit":"dagdeel","cents":5000,"start":"2026-01-01","source":"raamcontract-2026"},{"stream":"wmo","instrument":"dagbesteding","unit":"dagdeel","cents":4500,"start":"2026-02-01","source":"raamcontract-2026-herzien"}]
< places.result-changed place=kvk:90000002/geit window.start=2026-02-01 periods.*.start=2026-02-01,2026-03-01 periods.*.tariffs=raamcontract-2026-herzien,raamcontract-2026-herzien
< places.result-changed place=kvk:90000002/schaap window.start=2026-02-01
= results kvk:90000002/geit periods.*.income.*.cents=88571,72000,79714 periods.1.results.*.result_cents=53334,42534,38934

Een kostenpost van januari komt pas in april binnen, en raakt alleen januari.

> 2026-04-01 12:00 providers kosten_laat.csv
< places.result-changed place=kvk:90000002/geit window.start=2026-01-01 window.end=2026-02-01 periods.*.start=2026-01-01 periods.0.costs.*.cents=20667,3100

De jobcoach kwam er toch niet.  Van de Geit blijft de maand over waarin iets is gekocht; van de Schaap valt niets meer te vergelijken.

> 2026-05-01 12:00 providers kosten_vervallen.csv
< places.result-changed place=kvk:90000002/geit
< places.result-changed place=kvk:90000002/schaap periods=none
= results kvk:90000002/geit periods.*.start=2026-01-01 periods.0.costs.*.kinds=materiaal
= results 1
= signals none
