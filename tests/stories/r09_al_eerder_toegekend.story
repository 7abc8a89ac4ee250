silent R09
shows A.2

De loonkostensubsidie van Ruud begon op 28 februari, een dag voor zijn Wajong-uitkering.  Zij mag dan
doorlopen, ook als zij in juni opnieuw wordt vastgesteld.

> 2026-02-20 12:00 uwv inkomsten.xml
> 2026-02-23 12:00 participatiewet besluiten.csv
= signals none
