silent R23
shows A.2

De bijstand van Fatima stopt op 28 februari, haar WW begint op 1 maart.  Dat in de loonaangifte ook haar
bijstand zelf staat, is geen andere uitkering.  Later heeft zij IOAW naast een restje WW: dat is geen bijstand.

> 2026-01-05 12:00 participatiewet bijstand.csv
> 2026-03-20 12:00 uwv inkomsten.xml
= signals none
