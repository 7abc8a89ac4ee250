shows P7.4

Een signaal informeert, het houdt niets tegen: de plaatsing van Sam loopt gewoon.  De gemeente wil het
signaal "voorlopig" niet meer zien en zet het uit; wat openstond wordt ingetrokken.  Later zet zij het
weer aan.

> 2026-01-05 18:00 providers sam_begint.json
< placements.started placement=@metaal
| 2026-01-12
< funding-signals.raised rule=provisional placement=@metaal
~ 2026-01-20 09:00 signals.provisional=false
< funding-signals.withdrawn rule=provisional placement=@metaal
| 2026-02-12
< nothing
= signals none
= coverages @metaal periods.*.state=provisional
~ 2026-02-20 09:00 signals.provisional=true label=medewerker
< funding-signals.raised rule=provisional placement=@metaal
< placements.changed placement=@metaal label=medewerker
