shows A.3

De toewijzing van Noor wordt in maart verkort tot en met maart: vanaf april is er een gat.  Een oudere
verlenging die pas daarna binnenkomt verandert niets meer: zij is al vervangen.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-05 18:00 providers noor.json
< placements.started placement=@hout
> 2026-03-10 12:00 wmo toewijzing_korter.xml
< coverages.changed placement=@hout window.start=2026-01-05 periods.*.state=covered,gap periods.1.start=2026-04-01
> 2026-03-12 12:00 wmo toewijzing_verlengd.xml
< nothing
? toewijzing.xml superseded
? toewijzing_verlengd.xml superseded
? toewijzing_korter.xml concluded
| 2026-04-01
< funding-signals.raised rule=gap placement=@hout start=2026-04-01
