shows P8.1

Een plek die opengaat maakt niets vrij: die plaatsen waren van niemand.  Wie vertrekt en dezelfde dag
wordt opgevolgd laat ook niets vrij.  Daarover meldt de hub dus niets.

> 2026-01-02 12:00 providers geitenwei.json
| 2026-01-03
< nothing
> 2026-01-05 18:00 providers mensen.csv
< placements.started
< placements.started
< placements.started
| 2026-01-06
< nothing
> 2026-01-30 18:00 providers wissel.csv
< placements.ended
< placements.started start=2026-02-02
| 2026-02-02
< nothing

Wie al een plaats heeft, wacht niet, ook al staat zij nog op de lijst.  En iemand kan niet wachten
sinds een dag die nog moet komen: zo'n regel wordt geweigerd.

> 2026-02-05 10:00 providers staat_er_nog_op.csv
= waiting-lists 0
? staat_er_nog_op.csv concluded
> 2026-02-06 10:00 providers sinds_morgen.csv
? sinds_morgen.csv dead-lettered

Van een plek zonder bekend aantal plaatsen is niet te zeggen of er een vrij is.

> 2026-02-06 12:00 providers ander_aanbod.csv
> 2026-02-06 18:00 providers in_de_tuin.csv
< placements.started end=2026-02-09
| 2026-02-09
< providers.development-reported
= signals none
