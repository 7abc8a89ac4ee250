silent R15
shows A.2

De no-riskpolis hoort bij een andere baan van Ruud dan zijn beschutte werk.  Er valt niets op te merken.

> 2026-01-05 12:00 participatiewet beschut.csv
< persons.linked person=@ruud
> 2026-01-05 12:05 uwv no_risk.csv
= mixes @ruud periods.0.lines.*.instrument=beschut_werk,no_risk notes=-
= signals none
