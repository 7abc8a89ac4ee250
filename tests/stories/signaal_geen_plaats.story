fires overbooked
shows A.2 A.3

Van De Kas is gemeld dat er niemand past.  Zolang er niemand is, is dat geen tegenspraak; is er toch iemand,
dan is dat er een te veel, tot er plaats is.

> 2026-01-02 12:00 providers kas_dicht.json
< places.mix-changed place=@kas periods.0.capacity=0 periods.0.occupancy=0
= signals none
> 2026-01-05 18:00 providers toch_iemand.csv
< placements.started place=@kas
< places.overbooked place=@kas periods.*.start=2026-01-05 periods.*.occupancy=1 periods.*.capacity=0
< funding-signals.raised rule=overbooked place=@kas start=2026-01-05
> 2026-01-12 12:00 providers kas_open.json
< places.overbooked place=@kas periods=none
< funding-signals.withdrawn rule=overbooked place=@kas
= signals none
