shows P8.1 A.3

Dat iemand vertrok wordt pas twee weken later gemeld.  De eerste dag daarna zegt de hub dat er plaats is.

> 2026-01-02 12:00 providers geitenwei.json
> 2026-01-05 18:00 providers drie_mensen.csv
< placements.started
< placements.started
< placements.started
> 2026-01-26 10:00 providers wachtlijst.csv
< places.waiting-list-changed place=@wei number=2 next.person=@een
| 2026-02-16
< nothing
> 2026-02-16 18:00 providers vertrok_eerder.csv
< placements.ended end=2026-01-31
| 2026-02-17
< places.freed place=@wei freed=1 free=1 next.person=@een

Wie eerst leek te zijn, stond er pas in februari op: een ander is de volgende.  De plaats is dezelfde.

> 2026-02-18 10:00 providers later_ingeschreven.csv
< places.waiting-list-changed place=@wei next.person=@twee next.since=2026-01-19
= waiting-lists @wei periods.*.start=2026-01-19,2026-02-12
| 2026-02-19
< nothing

En dan blijkt dat er niemand vertrokken was.  Wordt de plek daarna groter, dan is er wel een plaats bij.

> 2026-02-19 18:00 providers toch_gebleven.csv
| 2026-02-20
< nothing
> 2026-03-02 10:00 providers plek_voor_vier.json
| 2026-03-03
< places.freed place=@wei freed=1 free=1 capacity=4 next.person=@twee
> 2026-03-04 10:00 providers iedereen_van_de_lijst.csv
< places.waiting-list-changed place=@wei number=0 next=- periods=none
= waiting-lists 0
