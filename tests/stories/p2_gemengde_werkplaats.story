shows P2.1 P2.2

Een werkplek voor acht met drie mensen: Noor met een Wmo-toewijzing, Sam op een participatieplaats, en
een gepensioneerde vrijwilliger.  Achter hem staat geen wet, en die hoeft er ook niet te staan.

> 2026-01-09 11:00 participatiewet besluit.csv
> 2026-01-09 12:00 wmo toewijzing.xml
> 2026-01-12 18:00 providers werkplaats.json
< placements.started activity=dagbesteding placement=@noor
< placements.started activity=participatieplaats placement=@sam
< placements.started activity=vrijwilligerswerk placement=@vrijwilliger
< places.mix-changed place=@hout

De plek bestaat los van wie er werkt, en laat zien welke stromen er samenkomen.

| 2026-02-01
< nothing
= places @hout periods.*.start=2026-01-01,2026-01-12,2026-07-12,2027-01-01 periods.*.occupancy=0,3,3,3 periods.1.capacity=8
= places @hout periods.*.shares.*.stream=none,participatiewet+wmo,wmo,none periods.1.shares.*.minutes_per_week=1200,480
= coverages @noor periods.0.state=covered
= coverages @sam periods.0.state=covered
= coverages @vrijwilliger periods.*.state=not-needed
= signals none
