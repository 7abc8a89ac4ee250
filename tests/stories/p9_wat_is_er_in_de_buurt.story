shows P9.3

De Werkhaven biedt drie plekken aan, De Driesprong een.  Van de Tuinploeg is bekend waar zij ligt, van Het Atelier
en de Keuken de postcode, van de Werkbank niets.

> 2026-01-05 09:00 providers werkhaven.csv
< places.offer-changed place=@tuin provider=kvk:90000001 periods.0.capacity=8 periods.0.work="groen en tuinen" periods.0.latitude=52.708300
< places.offer-changed place=@atelier periods.0.capacity=4 periods.0.postcode=4423AB periods.0.latitude=-
< places.offer-changed place=@bank periods.0.postcode=-
> 2026-01-05 09:30 providers driesprong.json
< places.offer-changed place=@keuken provider=kvk:90000002 periods.0.capacity=6
| 2026-01-06
< nothing

Iemand uit 4411 AB vraagt wat er binnen vijf kilometer is.  Het dichtst bij is de Tuinploeg; de Keuken is te ver.
De Werkbank wordt niet verzwegen: die kan in de buurt zijn.

= found postcode=4411AB within=5 found=2 not_located=1 postcode_by=pc6 offers.0.place=@tuin offers.0.km=1.9 offers.0.located_by=coordinates offers.0.free=8 offers.1.place=@atelier offers.1.km=4.2 offers.1.located_by=pc4 offers.1.work="schilderen en drukken"
= found postcode=4411 within=20 found=3 postcode_by=pc4 offers.2.place=@keuken offers.2.km=12.8 offers.2.capacity=6

Zij wil koken, of alleen beschut werk, of een plek waar nog iemand bij kan.

= found postcode=4411AB within=20 work=koken found=1 offers.0.place=@keuken
= found postcode=4411AB within=20 activity=beschut_werk found=1 offers.0.place=@tuin
> 2026-01-07 18:00 providers plaatsingen.csv
< placements.started place=@atelier
< placements.started place=@atelier
< placements.started place=@atelier
< placements.started place=@atelier
= found postcode=4411AB within=5 offers.1.place=@atelier offers.1.free=4
| 2026-01-12
< nothing
= found postcode=4411AB within=5 found=2 offers.1.place=@atelier offers.1.free=0
= found postcode=4411AB within=5 free=true found=1 free_unknown=0 offers.0.place=@tuin
