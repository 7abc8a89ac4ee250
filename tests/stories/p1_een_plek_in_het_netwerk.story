shows P1.2

De Werkhaven en De Driesprong zijn een netwerk: zij krijgen samen subsidie voor het thema "waardevol werk".
Noor heeft begeleiding in een groep van de Wmo, toegewezen aan De Driesprong, en een participatieplaats bij De
Werkhaven.  Zij werkt op één plek, in de houtwerkplaats.

> 2026-01-02 12:00 providers netwerk.json
> 2026-01-05 12:00 wmo toewijzing_aan_de_driesprong.xml
> 2026-01-05 12:01 participatiewet besluit_aan_de_werkhaven.csv
> 2026-01-05 18:00 providers noor_begint.json
< placements.started place=kvk:90000001/hout provider=kvk:90000001 holder=kvk:90000002 person=@noor placement=@hout

Twee wetten en de subsidie betalen mee aan die ene plek: er is geen gat en geen overlap.

| 2026-02-01
= placements 1
= mixes @noor periods.0.lines.*.stream=participatiewet,wmo periods.0.lines.*.provider=kvk:90000001,kvk:90000002
= coverages @hout periods.0.state=covered periods.0.own.*.stream=participatiewet,wmo periods.0.of_place.*.instrument=subsidie
= signals none

Ook als De Driesprong haar deelneemster Noor noemt, met haar BSN, blijft het één plek van één persoon.

> 2026-02-02 12:00 providers noor_bij_de_driesprong.json
< persons.linked person=@noor
= placements 1
