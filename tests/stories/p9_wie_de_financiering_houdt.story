shows P9.5

Lina's toewijzing staat bij De Driesprong, maar zij werkt in de metaalwerkplaats van De Werkhaven.  Wie
de financiering houdt staat los van waar iemand werkt: de toewijzing betaalt daar.

> 2026-01-05 12:00 wmo toewijzing_aan_de_driesprong.xml
> 2026-01-05 18:00 providers lina_begint.json
< placements.started provider=kvk:90000001 holder=kvk:90000002 place=kvk:90000001/metaal placement=@metaal person=@lina
| 2026-02-01
< nothing
= coverages @metaal periods.0.state=covered periods.0.own.*.minutes_per_week=960
= mixes @lina periods.*.lines.*.provider=kvk:90000002

Zonder houder is er op die plek niemand die betaalt.

> 2026-02-16 18:00 providers zonder_houder.json
< funding-signals.raised rule=provisional placement=@metaal
