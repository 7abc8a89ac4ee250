shows P9.5

Lina is zeventien en krijgt jeugdhulp van De Driesprong.  Overdag werkt zij in de metaalwerkplaats van De
Werkhaven: zestien uur, die haar jeugdhulp betaalt.  De houder is van een andere wet dan wie daar anders zit.

> 2026-01-05 12:00 jeugdwet jeugdhulp.csv
> 2026-01-05 18:00 providers lina_begint.json
< placements.started provider=kvk:90000001 holder=kvk:90000002 place=kvk:90000001/metaal placement=@metaal person=@lina
| 2026-02-01
< nothing
= coverages @metaal periods.0.state=covered periods.0.own.*.stream=jeugdwet periods.0.own.*.minutes_per_week=960
= mixes @lina periods.*.lines.*.stream=jeugdwet periods.*.lines.*.provider=kvk:90000002
= signals none

De gemeente laat de jeugdhulp eerder eindigen.  Vanaf juli betaalt niemand het werk, en dat blijkt in juli.

> 2026-03-02 12:00 jeugdwet korter.csv
= signals none
| 2026-07-01
< funding-signals.raised rule=gap placement=@metaal start=2026-07-01
