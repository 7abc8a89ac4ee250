shows A.1 A.3

Drie keer Fatima Schets, geboren op dezelfde dag: bij de Wmo met een BSN, bij De Werkhaven en bij De
Driesprong zonder.  Dat lijkt een persoon.  Dan vertelt De Driesprong haar BSN, en dat is een ander.  Nu is
van de Fatima bij De Werkhaven niet meer te zeggen welke van de twee zij is: zij staat weer apart, met een
twijfel die iemand kan oplossen.

> 2026-01-05 18:00 providers fatima_bij_de_werkhaven.json
< persons.linked person=@een
< placements.started person=@een placement=@eerst
> 2026-01-12 12:00 wmo toewijzing.xml
< persons.renamed person=@wmo
< placements.withdrawn placement=@eerst
< placements.started person=@wmo placement=@gedekt
> 2026-01-19 18:00 providers fatima_bij_de_driesprong.json
= persons 1

> 2026-02-16 18:00 providers met_een_ander_bsn.json
< persons.split person=@wmo
< persons.link-doubted doubts.*.reason=several-persons
< persons.link-doubted doubts.*.reason=several-persons,two-bsns
< persons.link-doubted doubts.*.reason=several-persons,two-bsns
< placements.withdrawn placement=@gedekt
< placements.started person=@een placement=@eerst
= persons 3
= reviews several-persons,several-persons,two-bsns
