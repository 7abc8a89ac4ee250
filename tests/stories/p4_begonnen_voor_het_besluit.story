fires provisional
shows P4.1

Sam loopt binnen en begint.  Een besluit is er nog niet: de plaatsing staat open als "voorlopig zonder
betaler", met een begindatum en dus een leeftijd.  Dat is geen fout.  Weken later komen het besluit
(acht uur) en de toewijzing (twee dagdelen), allebei met ingang van zijn eerste dag: de dekking wordt
vanaf die dag opnieuw verteld.

> 2026-01-12 18:00 providers sam_begint.json
< placements.started activity=leerwerktraject placement=@metaal person=@sam
| 2026-01-13
< funding-signals.raised rule=provisional placement=@metaal start=2026-01-12 minutes_per_week=960

De startmelding van de aanbieder wacht op een toewijzing die er nog niet is.

> 2026-01-15 12:00 wmo start.xml
? start.xml pending
| 2026-02-20
< nothing

> 2026-02-20 12:00 participatiewet besluit.csv
< funding-signals.withdrawn rule=provisional placement=@metaal
< funding-signals.raised rule=gap placement=@metaal start=2026-01-12 minutes_per_week=480
> 2026-02-26 12:00 wmo toewijzing.xml
< funding-signals.withdrawn rule=gap placement=@metaal
< coverages.changed placement=@metaal window.start=2026-01-12 periods.0.start=2026-01-12 periods.0.state=covered periods.0.own.*.stream=participatiewet,wmo
? start.xml concluded
? besluit.csv concluded
? toewijzing.xml concluded
= signals none
