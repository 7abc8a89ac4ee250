shows A.1 A.3

De Werkhaven kent Fatima Schets, met haar geboortedatum en zonder BSN.  De gemeente heeft een toewijzing
voor een Fatima Schets die op dezelfde dag geboren is.  Dat wordt een persoon, en haar toewijzing dekt de
plaatsing.  Een medewerker weet beter: het zijn er twee.  Wie de gebeurtenissen toepast heeft daarna voor
allebei wat klopt: de plaatsing staat zonder toewijzing bij de een, de toewijzing bij de ander.

> 2026-01-05 18:00 providers fatima_bij_de_werkhaven.json
< persons.linked person=@een
< placements.started person=@een placement=@plaatsing
> 2026-01-12 12:00 wmo toewijzing.xml
< persons.renamed person=@samen former=@een
< placements.withdrawn placement=@plaatsing
< placements.started person=@samen placement=@gedekt
| 2026-02-01
= persons 1
= coverages @gedekt periods.0.state=covered
= signals none

! 2026-02-09 10:00 two fatima_bij_de_werkhaven.json toewijzing.xml
< persons.split person=@samen
< placements.withdrawn placement=@gedekt
< placements.started person=@een placement=@plaatsing
< funding-signals.raised rule=provisional placement=@plaatsing
= persons 2
= reviews none
= mixes @samen periods.0.lines.*.instrument=dagbesteding
= coverages @plaatsing periods.0.state=provisional periods.0.own=none

Wordt dat besluit ingetrokken, dan geldt weer wat berekend is.

! 2026-02-16 10:00 open fatima_bij_de_werkhaven.json toewijzing.xml
< persons.merged person=@samen retired.0=@een
< placements.withdrawn placement=@plaatsing
< placements.started person=@samen placement=@gedekt
< funding-signals.withdrawn rule=provisional placement=@plaatsing
= persons 1
= signals none
