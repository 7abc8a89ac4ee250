fires R26
shows A.2

Een houtwerkplaats voert de leermeester op bij het ESF en ook bij een ander Europees fonds: dezelfde
kostenpost.  Deze regel rust op een tekst die niet gelezen is, en staat uit tot de gemeente haar aanzet.

> 2026-01-02 12:00 providers werkplaats.json
< places.mix-changed place=@hout
~ 2026-01-05 09:00 signals.R26=true
< funding-signals.raised rule=R26 verdict=forbidden confidence=memory place=@hout start=2026-03-01 end=2026-07-01
> 2026-01-06 12:00 providers andere_post.json
< funding-signals.withdrawn rule=R26 place=@hout
= signals none
