silent R23
part-of A.2

De bijstand van Fatima stopt op 28 februari, haar WW begint op 1 maart.  Dat UWV in de loonaangifte ook haar
bijstand zelf ziet, is geen andere uitkering.

> 2026-01-05 12:00 participatiewet bijstand.csv
> 2026-03-20 12:00 uwv inkomsten.xml
= signals none
