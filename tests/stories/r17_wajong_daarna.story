silent R17
shows A.2

De jobcoach van UWV stopt op 28 februari; de Wajong-uitkering van Ruud begint op 1 maart.

> 2026-02-20 12:00 uwv inkomsten.xml
> 2026-02-23 12:00 uwv jobcoach.csv
= signals none
