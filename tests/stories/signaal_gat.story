fires gap
shows A.2

Noor is in april drie weken ziek: de aanbieder meldt een tijdelijke stop.  Zolang die er is, is er een
gat vanaf de eerste dag zonder levering.  De nieuwe start sluit het af.  Later blijkt de stop een
vergissing: het gat is weg.  De nieuwe start kan dan ook niet kloppen, en die neemt de aanbieder daarna terug.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-05 18:00 providers noor.json
< placements.started placement=@hout
> 2026-01-06 12:00 wmo start.xml
| 2026-04-01
< nothing
> 2026-04-02 12:00 wmo stop_tijdelijk.xml
< funding-signals.raised rule=gap placement=@hout start=2026-04-01 end=-
> 2026-04-21 12:00 wmo weer_begonnen.xml
< funding-signals.raised rule=gap placement=@hout start=2026-04-01 end=2026-04-20
= signals gap
> 2026-04-28 12:00 wmo stop_ingetrokken.xml
< funding-signals.withdrawn rule=gap placement=@hout
< funding-signals.raised rule=deliveries-overlap start=2026-04-20 end=-
? stop_tijdelijk.xml superseded
> 2026-04-28 12:30 wmo weer_ingetrokken.xml
< funding-signals.withdrawn rule=deliveries-overlap
= signals none
| 2027-01-01
< funding-signals.raised rule=gap placement=@hout start=2027-01-01
