silent R04
shows A.2

Marijke heeft een toewijzing voor dagbesteding op een plek die ook subsidie krijgt.  Een subsidie is geen
algemene voorziening waar zij terecht kan zonder toewijzing.  De algemene voorziening die er in juli komt,
begint op de dag na haar toewijzing.

> 2026-01-02 12:00 providers werkplaats.json
> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-05 18:00 providers marijke_begint.json
< placements.started placement=@hout
= coverages @hout periods.0.of_place.*.instrument=subsidie
= signals none
