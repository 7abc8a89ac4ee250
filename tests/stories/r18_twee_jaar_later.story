silent R18
shows A.2

De loonkostensubsidie voor Ruud eindigde op 31 januari 2025.  Op 1 februari 2027, precies twee jaar later,
begint een voorziening van UWV.  Of hij al die tijd het minimumloon verdiende weet de hub niet; zij raadt er
niet naar.  De jobcoach van het college stopte de dag ervoor.

> 2026-01-05 12:00 participatiewet besluiten.csv
> 2027-01-20 12:00 uwv vervoer.csv
= signals none
