silent R07
shows A.2

De loonkostensubsidie van Ruud wordt vanaf 1 juli opnieuw vastgesteld: aansluitend, geen dag dubbel.  Er
loopt er ook een bij een andere werkgever.  En van twee tijdelijke subsidies zonder loonkostensubsidie van
artikel 10d zegt dit verbod niets.

> 2026-01-05 12:00 participatiewet besluiten.csv
= signals none
