fires overlap
shows A.2

Noor werkt zestien uur.  Twee dagdelen Wmo en acht uur participatieplaats zijn samen zestien uur: dat is
geen overlap.  Wordt het besluit twaalf uur, dan worden vier uren dubbel betaald.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-12 12:00 participatiewet acht_uur.csv
> 2026-01-12 18:00 providers noor.json
< placements.started placement=@hout
= coverages @hout periods.*.uncovered_minutes=480,0,480
= signals none

> 2026-02-03 12:00 participatiewet twaalf_uur.csv
< funding-signals.raised rule=overlap placement=@hout minutes_per_week=240 start=2026-01-12 end=2027-01-01
= signals overlap

Dat was een vergissing: het blijft acht uur.

> 2026-02-10 12:00 participatiewet toch_acht_uur.csv
< funding-signals.withdrawn rule=overlap placement=@hout
= signals none
? twaalf_uur.csv superseded
