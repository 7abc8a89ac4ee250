shows P9.4
subscriber zorgloket streams=wmo,wlz,jeugdwet,zvw
subscriber werkhaven provider=kvk:90000001

Vijf mensen werken in de tuin van De Werkhaven.  De aanbieder zegt er bij wat zij er doen: hun taak of functie.

> 2026-01-02 09:00 providers bekostiging.csv
> 2026-01-02 10:00 providers plaatsingen.csv
< placements.started task=kwekerij
< placements.started task="medewerker inpak"
< placements.started task=kwekerij
< placements.started
< placements.started activity=regulier_werk
< providers.development-reported account=@werkhaven provider=kvk:90000001

In het voorjaar gaat de een van de kwekerij naar de winkel, en krijgt een ander een nieuwe functie bij het
inpakken.  Zij blijven op dezelfde plek: een stap opzij, op de dag waarop het gebeurt.  Het zorgloket hoort wie er
dagbesteding heeft, maar niet wat de aanbieder over de taak schrijft.

> 2026-03-20 09:00 providers andere_taken.csv
< placements.ended task=kwekerij
< placements.started task=winkel start=2026-04-01 person=@eerste
< placements.ended task="medewerker inpak"
< placements.started task="voorman inpak" start=2026-05-01
= overview @eerste "taak of functie: winkel"
» werkhaven placements.ended task=kwekerij
» werkhaven placements.started task=winkel
» werkhaven placements.ended task="medewerker inpak"
» werkhaven placements.started task="voorman inpak"
» zorgloket placements.ended activity=dagbesteding task=-
» zorgloket placements.started activity=dagbesteding task=-
» zorgloket without=kwekerij
» zorgloket without=winkel
= developments @werkhaven periods.*.horizontal.number=0

Een derde gaat verder met wat hij deed, anders geschreven; van een vierde was niet bekend wat zij deed; en een
vijfde is de beschutte omgeving al uit.  Dat zijn geen stappen opzij.

> 2026-03-20 10:00 providers geen_andere_taak.csv
< placements.ended
< placements.started
< placements.ended
< placements.started
< placements.ended
< placements.started
| 2026-03-31
= developments @werkhaven periods.*.horizontal.number=0
| 2026-04-01
< providers.development-reported
= developments @werkhaven periods.*.horizontal.number=1 periods.*.horizontal.share=20.00
| 2026-05-01
< providers.development-reported
= developments @werkhaven periods.*.persons=5 periods.*.horizontal.number=2 periods.*.horizontal.share=40.00 periods.*.vertical.number=0 periods.*.dropped_out.number=0

Een taak waar een burgerservicenummer in kan staan, wordt niet aangenomen: wat er stond, blijft staan.

> 2026-05-20 10:00 providers bsn_in_de_taak.csv
? bsn_in_de_taak.csv dead-lettered
= developments @werkhaven periods.*.horizontal.number=2
