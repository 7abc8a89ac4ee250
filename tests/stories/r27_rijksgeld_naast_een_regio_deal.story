fires R27
shows A.2

Een werkplaats wordt betaald uit een Regio Deal.  Voor dezelfde kosten komt er een specifieke uitkering van
het Rijk bij: die telt niet als cofinanciering.

> 2026-01-02 12:00 providers werkplaats.json
< places.mix-changed place=@hout
> 2026-01-05 12:00 providers spuk.json
< funding-signals.raised rule=R27 verdict=not-as-cofinancing confidence=confirmed place=@hout start=2026-03-01 end=2026-07-01
> 2026-01-06 12:00 providers spuk_vervalt.json
< funding-signals.withdrawn rule=R27 place=@hout
= signals none

Ook ander geld van het Rijk telt niet.

> 2026-01-07 12:00 providers rijk.json
< funding-signals.raised rule=R27 place=@hout start=2026-04-01 end=2026-07-01
= signals R27
