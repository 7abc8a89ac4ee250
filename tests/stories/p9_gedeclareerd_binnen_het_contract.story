shows P9.1
silent claim-above-maximum claim-without-allocation claim-on-removed-allocation

Het raamcontract: dagbesteding € 52,50 per dagdeel, en voor het leerwerktraject daarbinnen € 60; begeleiding
€ 45 per uur; overige groepsondersteuning € 90 per stuk.  Het contract van 2025 is voorbij.

> 2026-01-02 10:00 wmo contracten.csv
> 2026-01-05 12:00 wmo toewijzingen.xml

De Werkhaven declareert precies het maximum, ook voor het leerwerktraject en voor begeleiding in minuten.
De overige ondersteuning is per dagdeel gedeclareerd, wat met een prijs per stuk niet te vergelijken is,
en voor een ander product was alleen in 2025 een prijs afgesproken.  Er is dus niets te melden.

> 2026-02-05 12:00 wmo januari.xml
? januari.xml concluded,concluded,concluded,concluded,concluded
= signals none

Een bericht waarvan het bedrag niet het volume maal het tarief is, kan niet kloppen: het wordt geweigerd.
Een prestatie die nog eens wordt gestuurd, telt eenmaal.

> 2026-02-06 12:00 wmo telt_niet_op.xml
? telt_niet_op.xml dead-lettered
> 2026-02-07 12:00 wmo tweemaal.xml
= signals none
