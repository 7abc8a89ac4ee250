shows P9.4 A.3

Twee van vijf mensen vertrekken eind februari, en waarheen is niet bekend: uitgevallen, zo lijkt het.

> 2026-01-05 09:00 providers bekostiging.csv
> 2026-01-05 10:00 providers plaatsingen.csv
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< providers.development-reported account=@werkhaven
| 2026-01-06
< nothing
= developments @werkhaven periods.*.dropped_out.number=0 periods.*.persons=5
| 2026-02-28
< providers.development-reported
= developments @werkhaven periods.*.dropped_out.number=2 periods.*.dropped_out.share=40.00

In maart wordt gemeld dat de een verder gaat in beschut werk, en dat de ander een baan heeft gevonden.

> 2026-03-20 10:00 providers gaat_verder.csv
< placements.started activity=beschut_werk
= developments @werkhaven periods.*.dropped_out.number=1 periods.*.vertical.number=0
| 2026-03-21
= developments @werkhaven periods.*.dropped_out.number=1 periods.*.vertical.number=1
> 2026-03-23 10:00 providers naar_een_baan.csv
= developments @werkhaven periods.*.dropped_out.number=0 periods.*.vertical.number=1

En het was geen beschut werk, maar dagbesteding op een andere plek: een stap opzij.

> 2026-03-24 10:00 providers toch_dagbesteding.csv
< placements.withdrawn
< placements.started activity=dagbesteding
| 2026-03-25
< nothing
= developments @werkhaven periods.*.vertical.number=0 periods.*.horizontal.number=1
