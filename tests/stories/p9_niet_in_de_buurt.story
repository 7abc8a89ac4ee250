shows P9.3

Drie plekken bij 4411: de Kas houdt op na 31 maart, de Stal begint pas in mei, en het Bos ligt te ver weg.

> 2026-02-02 09:00 providers plekken.csv
< places.offer-changed place=@kas periods.0.end=2026-04-01
< places.offer-changed place=@stal periods.0.start=2026-05-01
< places.offer-changed place=@bos
= found postcode=4411 within=5 found=1 not_located=0 offers.0.place=@kas
= found postcode=4411 within=14,1 found=2 offers.1.place=@bos offers.1.km=14.0
= found postcode=4411 within=14 found=1 offers.0.place=@kas

Wat een plek doet die niet genoemd wordt, verandert aan het antwoord niets.

> 2026-02-03 09:00 providers bos.csv
< places.offer-changed place=@bos periods.0.capacity=12
= found postcode=4411 within=5 found=1 offers.0.place=@kas

Op 1 april is er niets: de Kas is op.  In mei is de Stal er; dan trekt de aanbieder haar in, alsof er nooit iets was.

| 2026-04-01
< nothing
= found postcode=4411 within=5 found=0 offers=none
| 2026-05-01
< nothing
= found postcode=4411 within=5 found=1 offers.0.place=@stal
> 2026-05-06 09:00 providers vervallen.csv
< places.offer-changed place=@stal periods=none
= found postcode=4411 within=5 found=0 not_located=0 offers=none
= offers 2
