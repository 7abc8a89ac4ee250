silent R02
shows A.2

Op deze plek betalen de Wlz van Marijke, een programma en de verkoop.  Er is geen algemene voorziening en
geen subsidie voor de sociale basis: er valt niets op te merken.

> 2026-01-02 12:00 providers werkplaats.json
> 2026-01-05 12:00 wlz wlz.csv
> 2026-01-05 18:00 providers marijke_begint.json
< placements.started placement=@hout
= coverages @hout periods.1.of_place.*.instrument=omzet,programma notes=-
= signals none
