shows P3.3
subscriber eet provider=kvk:90000003

Atelier Eet is zelf abonnee van de hub en hoort van zijn eigen werkplekken.  A17 begint zonder BSN en
zonder indicatie: het atelier krijgt een pseudoniem terug dat van het atelier alleen is, met zijn eigen
code van de deelnemer erbij.  Marijke heeft een Wlz-indicatie.  Het atelier hoort dat haar plaatsing
betaald wordt, en niet waarvan; haar BSN hoort het nooit.

> 2026-02-01 18:00 providers werkplaatsen.json
» eet places.mix-changed place=kvk:90000003/eet periods.0.capacity=12 periods.0.money=- periods.0.shares=-
> 2026-02-01 18:05 providers a17_begint.json
< persons.linked person=@a17
< placements.started person=@a17
» eet persons.linked person=@hun_a17 after.0.members.0.record=A17 after.0.members.0.source=providers
» eet placements.started person=@hun_a17 placement=@a17_eet place=kvk:90000003/eet minutes_per_week=720
= told eet coverages @a17_eet periods.0.state=covered periods.0.own=- periods.0.of_place=-

> 2026-03-02 12:00 wlz wlz.csv
< persons.linked person=@marijke
» eet nothing
> 2026-03-02 12:05 providers marijke_begint.json
< placements.started person=@marijke
» eet persons.linked person=@hun_marijke after.0.members.*.record=A18 after.0.members.*.source=providers
» eet placements.started person=@hun_marijke placement=@marijke_eet
» eet without=999900067 without=wlz without=wmo without=algemene_voorziening
= told eet persons 2
= told eet mixes 0
= told eet coverages @marijke_eet periods.*.state=covered periods.0.own=-
