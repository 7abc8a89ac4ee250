fires R28
shows A.2

Noor wordt op 14 juli achttien.  Haar jeugdhulp loopt tot het eind van het jaar door: dat kan, als verlengde
jeugdhulp, maar iemand moet ernaar kijken.

> 2026-01-05 12:00 jeugdwet jeugdhulp.csv
< persons.linked person=@noor
< funding-signals.raised rule=R28 verdict=by-age confidence=confirmed-old-text person=@noor start=2026-08-01 end=2027-01-01
> 2026-02-02 12:00 jeugdwet korter.csv
< funding-signals.withdrawn rule=R28 person=@noor
= signals none
