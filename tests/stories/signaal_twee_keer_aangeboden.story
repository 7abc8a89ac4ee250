fires offers-contradict
shows A.2 A.3
shared-with 9902
subscriber werkhaven provider=kvk:90000001

De Kas wordt door twee gemeenten gebruikt.  De Werkhaven zegt aan de ene dat er acht passen, en aan de
andere dat het er vanaf februari zes zijn.  De hub houdt aan wat het laatst begint, en zegt het haar.

> 2026-01-02 12:00 providers kas.json
> 2026-01-05 12:00 providers kas_voor_de_buren.json
< places.mix-changed place=@kas periods.*.capacity=8,6 periods.1.start=2026-02-01
< funding-signals.raised rule=offers-contradict subject_kind=place place=@kas provider=kvk:90000001 municipality=9901 start=2026-02-01 end=- mended_by=provider
» werkhaven places.mix-changed
» werkhaven places.offer-changed
» werkhaven funding-signals.raised rule=offers-contradict

Zegt zij aan de ene dat het aanbod na februari ophoudt, dan spreekt zij zichzelf alleen in februari nog
tegen.  Zegt zij aan beide hetzelfde, dan is het goed.

> 2026-02-16 12:00 providers kas_kleiner.json
< funding-signals.raised rule=offers-contradict place=@kas start=2026-02-01 end=2026-03-01
> 2026-02-23 12:00 providers kas_gelijk.json
< funding-signals.withdrawn rule=offers-contradict place=@kas
= signals none

Geen enkele plaats is ook een aantal, en ander werk een ander aanbod.

> 2026-03-02 12:00 providers kas_vol.json
< funding-signals.raised rule=offers-contradict place=@kas start=2026-02-01 end=2026-03-01
> 2026-03-03 12:00 providers kas_weer_gelijk.json
< funding-signals.withdrawn rule=offers-contradict place=@kas
> 2026-03-04 12:00 providers kas_ander_werk.json
< funding-signals.raised rule=offers-contradict place=@kas start=2026-02-01 end=2026-03-01
