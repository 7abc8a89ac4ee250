shows P5.2

Alles komt eerder binnen dan de programma's zelf: het telt zodra zij bekend zijn.  Wat na elkaar bij twee programma's
wordt opgevoerd is niet hetzelfde, kosten zonder code zijn met niets te vergelijken, en een programma dat niets
uitsluit telt gewoon.  Van een bedrag dat niemand noemt telt niets.

> 2026-02-02 12:00 providers kosten.csv
= budgets 0
> 2026-02-02 18:00 providers begonnen.csv
< placements.started programme=oin:00000099000000001518/werk
= targets 0
> 2026-03-01 12:00 providers programmas.csv
= budgets 9901/programme:oin:00000099000000001518/werk counted_cents=4000 not_counted.*.reason=claimed-twice,no-amount
= budgets 9901/programme:oin:00000099000000001518/buurt counted_cents=8000 not_counted.*.reason=claimed-twice
= budgets 9901/programme:oin:00000099000000001518/vrij counted_cents=90000 not_counted=none
= targets 9901/programme:oin:00000099000000001518/werk periods.*.target=1 periods.*.placements=1
> 2026-03-02 18:00 providers begonnen_hersteld.csv
< placements.changed programme=oin:00000099000000001518/buurt
= targets 9901/programme:oin:00000099000000001518/werk periods.*.placements=0
= targets 9901/programme:oin:00000099000000001518/buurt periods.*.target=- periods.*.placements=1
> 2026-04-01 12:00 providers kosten_na_elkaar.csv
= budgets 9901/programme:oin:00000099000000001518/werk counted_cents=104000 not_counted.*.reason=no-amount
= budgets 9901/programme:oin:00000099000000001518/buurt counted_cents=78000 not_counted=none
= signals none
