shows P9.4 A.3

Vijf mensen werken in de tuin; een van hen ging eind februari van de kwekerij naar de winkel.

> 2026-03-02 09:00 providers bekostiging.csv
> 2026-03-02 10:00 providers plaatsingen.csv
< placements.started task=winkel
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< providers.development-reported account=@werkhaven
| 2026-03-03
< providers.development-reported
= developments @werkhaven periods.*.horizontal.number=1 periods.*.persons=5

In maart wordt gemeld dat een ander sinds februari bezorgt: de stap telt alsnog.

> 2026-03-10 10:00 providers te_laat.csv
< placements.started task=bezorging
< placements.ended task=kwekerij
= developments @werkhaven periods.*.horizontal.number=2

En de winkel was een vergissing: de eerste bleef in de kwekerij.  Die stap is er nooit geweest.

> 2026-03-12 10:00 providers toch_de_kwekerij.csv
= developments @werkhaven periods.*.horizontal.number=1
