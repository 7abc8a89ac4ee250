shows P9.4

Bij De Werkhaven zijn vier mensen.  De gemeente heeft afgesproken dat over minder dan vijf mensen niets wordt
gezegd: het zou over herkenbare personen gaan.

> 2026-01-05 09:00 providers bekostiging.csv
> 2026-01-05 10:00 providers plaatsingen.csv
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< providers.development-reported account=@werkhaven periods.*.suppressed=true periods.*.persons=-
| 2026-02-02
< nothing
= developments @werkhaven periods.*.vertical=-

Met een vijfde erbij wel, tot blijkt dat die er nooit was.

> 2026-03-02 10:00 providers een_vijfde.csv
< placements.started
< providers.development-reported
| 2026-03-03
< nothing
= developments @werkhaven periods.*.persons=5 periods.*.vertical.number=1 periods.*.vertical.share=20.00 periods.*.wage_value=-
> 2026-03-09 10:00 providers vergist.csv
< placements.withdrawn
< providers.development-reported
= developments @werkhaven periods.*.suppressed=true periods.*.vertical=-

Een andere gemeente kan een andere grens kiezen.

~ 2026-03-10 09:00 small_group=4
< providers.development-reported periods.*.persons=4 periods.*.suppressed=false
= developments @werkhaven periods.*.vertical.share=25.00
~ 2026-03-11 09:00 small_group=5
< providers.development-reported periods.*.suppressed=true
