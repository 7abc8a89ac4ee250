silent R26
shows A.2

Het ESF betaalt de leermeester tot en met juni; een ander Europees fonds betaalt het materiaal, en vanaf juli
de leermeester.  Nooit dezelfde kosten tegelijk, ook als de gemeente de regel aanzet.

> 2026-01-02 12:00 providers werkplaats.json
~ 2026-01-05 09:00 signals.R26=true
= signals none
