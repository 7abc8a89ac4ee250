shows P7.2

Ruud werkt bij een bouwbedrijf.  De gemeente ontlast de werkgever met loonkostensubsidie en een jobcoach, en
UWV met een no-riskpolis.  Wie naar de plaatsing kijkt ziet wat er meeloopt, en tot wanneer: de jobcoach stopt
na juni, de no-riskpolis loopt door.

> 2025-12-18 12:00 participatiewet loonkostensubsidie.csv
> 2026-01-05 18:00 providers ruud_begint.json
< placements.started activity=regulier_werk employer=@werkgever placement=@bouw
= coverages @bouw periods.0.own.*.instrument=loonkostensubsidie periods.*.end=2027-01-01,-
> 2026-01-19 12:00 participatiewet jobcoach.xml
< coverages.changed placement=@bouw periods.*.end=2026-07-01,2027-01-01
= coverages @bouw periods.*.own.*.instrument=jobcoach+loonkostensubsidie,loonkostensubsidie,none periods.*.own.*.support=false+true,false,none

Het dossier van juni vertelt dat de jobcoach drie maanden langer blijft.  Meer is er niet veranderd.

> 2026-06-22 12:00 participatiewet jobcoach_langer.xml
= coverages @bouw periods.*.end=2026-10-01,2027-01-01,-
> 2026-06-23 12:00 uwv no_risk.csv
= coverages @bouw periods.*.own.*.instrument=jobcoach+loonkostensubsidie+no_risk,loonkostensubsidie+no_risk,no_risk periods.*.end=2026-10-01,2027-01-01,- periods.2.own.*.support=true
| 2026-10-01
< nothing
= signals none
? jobcoach.xml superseded
? jobcoach_langer.xml concluded
