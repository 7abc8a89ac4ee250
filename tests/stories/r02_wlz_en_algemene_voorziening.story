fires R02
part-of A.2

De houtwerkplaats is een algemene voorziening, en daarnaast een gesubsidieerde plek van de wijk.  Marijke
werkt er met een Wlz-indicatie.  Dat beide de plek dragen mag: het staat als opmerking bij wat haar
plaatsing betaalt, en is geen signaal.  Gaat de algemene voorziening er niet door, dan is ook de opmerking
weg.

> 2026-01-02 12:00 providers werkplaats.json
> 2026-01-05 12:00 wlz wlz.csv
> 2026-01-05 18:00 providers marijke_begint.json
< placements.started placement=@hout
= coverages @hout notes.*.rule=R02 notes.0.verdict=allowed notes.0.confidence=interpretation notes.0.start=2026-02-01 notes.0.end=2027-01-01
= signals none
> 2026-01-20 12:00 providers toch_niet.json
= coverages @hout notes=-
= signals none
