shows P9.4

Zes mensen werken sinds 2025 bij De Werkhaven.  De gemeente wil weten hoe ver zij komen, zonder dat iemand
daarvoor een formulier invult: het volgt uit de plaatsingen en de loonwaarden die er toch al zijn.

> 2026-01-02 09:00 providers bekostiging.csv
> 2026-01-02 09:10 providers bekostiging_driesprong.csv
> 2026-01-02 09:20 providers deelnemers.csv
> 2026-01-02 10:00 providers plaatsingen.csv
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
> 2026-01-02 11:00 participatiewet loonwaarden.csv
| 2026-01-03
< providers.development-reported account=@werkhaven provider=kvk:90000001
= developments @werkhaven periods.*.persons=6,6 periods.*.suppressed=false,false periods.-1.wage_value=-

In 2026 gaat de een van dagbesteding naar beschut werk, en een ander van beschut werk naar gewoon werk bij De
Driesprong: dat telt voor De Werkhaven, waar zij vandaan komt.  Een derde gaat naar de groenploeg.  Een vierde
vertrekt, en waarheen is niet bekend; een vijfde gaat een opleiding doen.  Wat nog niet gebeurd is, telt niet.

> 2026-01-05 10:00 providers in_2026.csv
< placements.started
< placements.started
< placements.ended
< placements.ended
< placements.ended
< placements.ended
< placements.ended
> 2026-01-05 11:00 providers bij_de_driesprong.csv
< placements.started provider=kvk:90000002
= developments @werkhaven periods.-1.vertical.number=0 periods.-1.horizontal.number=0
| 2026-04-01
< providers.development-reported
= developments @werkhaven periods.-1.vertical.number=1 periods.-1.vertical.share=16.67 periods.-1.horizontal.number=1 periods.-1.dropped_out.number=0
= developments @werkhaven periods.-1.wage_value.persons=5 periods.-1.wage_value.mean_change=3.30
| 2026-12-31
< providers.development-reported
= developments @werkhaven periods.-1.vertical.number=2 periods.-1.vertical.share=33.33 periods.-1.horizontal.number=1 periods.-1.dropped_out.number=1
= developments @werkhaven periods.0.vertical.number=0 periods.-1.persons=6

Het jaar daarop zijn er nog drie: een groep die te klein is om iets over te zeggen.

| 2027-01-01
< providers.development-reported
= developments @werkhaven periods.*.suppressed=false,false,true periods.-1.persons=- periods.-1.vertical=-
