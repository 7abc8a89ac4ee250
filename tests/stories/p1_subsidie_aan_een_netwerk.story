shows P1.1

De Werkhaven en De Driesprong krijgen samen 90.000 euro voor het thema "waardevol werk".  Dat geld is
voor plekken: er is geen besluit per persoon.  Wie er werkt is gedekt, bij beide, zolang het geld loopt.

> 2026-01-02 12:00 providers netwerk.json
< places.mix-changed place=kvk:90000001/hout periods.0.money.0.theme="waardevol werk" periods.0.money.0.amount_cents=4500000
< places.mix-changed place=kvk:90000002/groen periods.0.money.0.theme="waardevol werk" periods.0.money.0.amount_cents=4500000

> 2026-01-05 18:00 providers plaatsingen.json
< placements.started place=kvk:90000001/hout placement=@bij_werkhaven
< placements.started place=kvk:90000002/groen placement=@bij_driesprong

| 2026-02-01
= coverages @bij_werkhaven periods.0.state=covered periods.0.own=none periods.0.of_place.*.instrument=subsidie
= coverages @bij_driesprong periods.0.state=covered periods.0.own=none periods.0.of_place.*.instrument=subsidie
= signals none

Na 31 december is er voor 2027 nog niets geregeld: dan staat er een gat open, bij elk van de twee.

| 2027-01-01
< funding-signals.raised rule=gap placement=@bij_werkhaven start=2027-01-01
< funding-signals.raised rule=gap placement=@bij_driesprong start=2027-01-01
