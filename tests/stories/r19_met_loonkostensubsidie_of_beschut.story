silent R19
shows A.2

Ruud heeft WW en een jobcoach van het college.  Eerst loopt er loonkostensubsidie bij, daarna beschut werk:
dan mag het college hem helpen.  In zijn dossier staat nog een voorziening met een code die niet bekend is;
die kan van alles zijn.

> 2026-02-20 12:00 uwv inkomsten.xml
> 2026-02-23 12:00 participatiewet besluiten.csv
> 2026-02-24 12:00 participatiewet dossier.xml
= signals none
