shows P4.2

WerkRaat heeft een label per vak, met steeds een leermeester: plekken van een aanbieder.  Een deelnemer
stelt zelf samen wat hij leert: maandag Eet, vanaf februari ook Maakt.  In april is er een certificaat;
dat hoort bij wat er die dag loopt.

> 2026-01-12 18:00 providers labels.json
< placements.started place=kvk:90000001/eet activity=leerwerktraject placement=@eet person=@deelnemer
< placements.started place=kvk:90000001/maakt activity=leerwerktraject placement=@maakt person=@deelnemer

> 2026-04-10 18:00 providers certificaat.json
< placements.progressed placement=@eet progress.0.what=certificate progress.0.text="Sociale hygiëne" progress.0.on=2026-04-09
< placements.progressed placement=@maakt progress.0.what=certificate progress.0.on=2026-04-09
? certificaat.json concluded
| 2026-05-01
< nothing
= signals none
