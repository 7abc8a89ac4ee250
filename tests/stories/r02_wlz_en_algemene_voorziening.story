fires R02
shows A.2

De houtwerkplaats is tot de zomer een algemene voorziening, en wordt daarna gesubsidieerd als sociale basis van
de wijk.  Marijke werkt er met een Wlz-indicatie.  Dat beide de plek dragen mag: het staat als opmerking bij wat
haar plaatsing betaalt, en is geen signaal.  Gaat de subsidie niet door, dan is die opmerking weg.

> 2026-01-02 12:00 providers werkplaats.json
> 2026-01-05 12:00 wlz wlz.csv
> 2026-01-05 18:00 providers marijke_begint.json
< placements.started placement=@hout
= coverages @hout notes.*.rule=R02,R02 notes.0.verdict=allowed notes.0.confidence=interpretation notes.*.start=2026-02-01,2026-07-01 notes.*.end=2026-07-01,2027-01-01
= signals none
> 2026-01-20 12:00 providers toch_niet.json
= coverages @hout notes.*.rule=R02 notes.*.end=2026-07-01
> 2026-01-21 12:00 providers ook_niet.json
= coverages @hout notes=-
= signals none
