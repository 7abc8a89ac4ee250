silent R25
shows A.2

De Wsw-plek van Ruud eindigt op de dag voordat zijn beschut werk begint.  Ook als de gemeente de regel
aanzet, is er niets te melden.

> 2026-01-05 12:00 participatiewet besluiten.csv
~ 2026-03-02 09:00 signals.R25=true
= signals none
