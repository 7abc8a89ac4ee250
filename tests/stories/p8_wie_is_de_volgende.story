shows P8.1

De Geitenwei is een plek voor drie, en die zijn er.  Drie anderen wachten; De Werkhaven stuurt haar
wachtlijst.  Wie het langst wacht is de volgende, in welke volgorde de lijst ook staat.

> 2026-01-02 12:00 providers geitenwei.json
> 2026-01-05 18:00 providers drie_mensen.csv
< placements.started person=@g1
< placements.started
< placements.started
| 2026-01-06
< nothing
> 2026-01-26 10:00 providers wachtlijst.csv
< places.waiting-list-changed place=@wei number=3 next.since=2026-01-12 next.person=@eerste
= waiting-lists @wei periods.*.start=2026-01-12,2026-01-13,2026-01-20
? wachtlijst.csv concluded,concluded,concluded

Een van de drie vertrekt na vrijdag 13 februari.  De dag erna is er een plaats vrij, en de hub zegt voor wie.

> 2026-02-06 18:00 providers een_vertrekt.csv
< placements.ended end=2026-02-14
| 2026-02-13
< nothing
| 2026-02-14
< places.freed place=@wei on=2026-02-14 freed=1 free=1 capacity=3 next.person=@eerste
| 2026-02-15
< nothing

De eerste van de lijst krijgt de plaats: wie er een heeft, wacht niet meer.  Wie na haar kwam is de volgende.

> 2026-02-17 18:00 providers de_eerste_begint.csv
< placements.started person=@eerste start=2026-02-23
< places.waiting-list-changed place=@wei number=2 next.person=@tweede next.since=2026-01-13
= waiting-lists @wei periods.*.start=2026-01-13,2026-01-20
> 2026-02-23 10:00 providers van_de_lijst.csv
< places.waiting-list-changed number=1 next.since=2026-01-20
| 2026-02-24
< nothing
