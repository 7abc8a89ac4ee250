shows A.1

De aanbieder vult bij Teun het BSN van zijn broer Ruud in.  Dat lijkt dezelfde persoon.  Zodra zijn geboortedatum
bekend is, klopt het niet: hij staat weer apart, met een twijfel die iemand kan oplossen.  Met zijn eigen
BSN hoort zijn plaatsing bij zijn eigen toewijzing, en is de twijfel weg.

> 2026-01-05 12:00 participatiewet bijstand_ruud.csv
< persons.linked person=@ruud
> 2026-01-05 18:00 providers teun_met_het_bsn_van_ruud.json
< persons.linked person=@ruud
< placements.started person=@ruud placement=@bij_ruud
> 2026-01-05 19:00 wmo toewijzing_teun.xml
< persons.linked person=@teun
= persons 2

> 2026-02-09 18:00 providers teun_met_geboortedatum.json
< persons.split person=@ruud
< persons.link-doubted doubts.*.reason=bsn-disagrees
< persons.link-doubted doubts.*.reason=two-bsns
< persons.link-doubted doubts.*.reason=bsn-disagrees,two-bsns
< placements.withdrawn placement=@bij_ruud
< placements.started person=@los placement=@apart
= persons 3

> 2026-02-16 18:00 providers teun_met_zijn_eigen_bsn.json
< persons.merged person=@teun retired.0=@los
< persons.link-doubted doubts=none
< persons.link-doubted doubts=none
< persons.link-doubted doubts=none
< placements.withdrawn placement=@apart
< placements.started person=@teun placement=@bij_teun
= persons 2
= doubts 0
= coverages @bij_teun periods.0.state=covered
= mixes @ruud periods.*.lines.*.instrument=bijstand
