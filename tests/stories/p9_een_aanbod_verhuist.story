shows P9.3

De Keuken is een plek voor zes, vlak bij 4411.

> 2026-01-05 09:00 providers keuken.csv
< places.offer-changed place=@keuken periods.0.capacity=6 periods.0.postcode=4411AB
= found postcode=4411 within=3 found=1 offers.0.place=@keuken offers.0.km=0.3 offers.0.capacity=6 offers.0.located_by=pc6

In maart is er plaats voor tien.  Het antwoord gaat mee, met wat er vrij is.

> 2026-03-02 09:00 providers groter.csv
< places.offer-changed place=@keuken periods.*.capacity=10
= found postcode=4411 within=3 offers.0.capacity=10
| 2026-03-03
< nothing
= found postcode=4411 within=3 offers.0.capacity=10 offers.0.free=10

Op 1 april verhuist zij, dertien kilometer verder, en de aanbieder zegt nu ook precies waar.

> 2026-04-01 09:00 providers verhuisd.csv
< places.offer-changed place=@keuken periods.0.postcode=4456AB periods.0.latitude=52.773210
= offers @keuken periods.*.capacity=10
= found postcode=4411 within=3 found=0 not_located=0 offers=none
= found postcode=4456AB within=3 found=1 postcode_by=pc4 offers.0.km=0.1 offers.0.located_by=coordinates

Dan komt een oud bericht na: van voor de verhuizing.  Het verandert niets.

> 2026-04-02 09:00 providers nagekomen.csv
< nothing
= found postcode=4456AB within=3 offers.0.capacity=10 offers.0.work="koken voor de buurt"
? nagekomen.csv superseded
