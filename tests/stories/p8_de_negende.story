fires overbooked
shows P8.1

De Kas is een plek voor acht.  Acht mensen passen; de negende is er een te veel.  Dat wordt gemeld, en
teruggenomen zodra er iemand vertrekt.

> 2026-01-02 12:00 providers kas.json
< places.mix-changed place=@kas periods.0.capacity=8 periods.0.occupancy=0
> 2026-01-05 18:00 providers acht_mensen.csv
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
= places @kas periods.-1.occupancy=8
= signals none

> 2026-02-02 18:00 providers de_negende.json
< placements.started
< places.overbooked place=@kas periods.*.start=2026-02-02 periods.*.occupancy=9 periods.*.capacity=8
< funding-signals.raised rule=overbooked place=@kas start=2026-02-02 end=-
= overbooked 1

Een van de acht vertrekt eind februari: daarna past het weer.  Dan blijkt dat zij al in januari weg was.

> 2026-02-20 18:00 providers een_vertrekt.json
< placements.ended end=2026-02-28
< places.overbooked place=@kas periods.*.end=2026-02-28
< funding-signals.raised rule=overbooked place=@kas start=2026-02-02 end=2026-02-28
> 2026-03-02 18:00 providers een_vertrok_eerder.json
< placements.ended end=2026-01-31
< places.overbooked place=@kas periods=none
< funding-signals.withdrawn rule=overbooked place=@kas
= overbooked 0
= signals none
