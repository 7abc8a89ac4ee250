silent R16
shows A.2

Ruud werkt begeleid (Wsw art. 7): daar geldt de no-riskpolis wel.  Zijn baan in de Wsw zelf is van een
andere werkgever.

> 2026-01-05 12:00 participatiewet besluiten.csv
> 2026-01-05 12:05 uwv no_risk.csv
= signals none
