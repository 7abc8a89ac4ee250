shows P5.2

Drie programma's in Den Haag Zuidwest, met hun doel: vijfhonderd mensen per jaar aan het werk, 388 uit de sectordeal
en 560 in de Energieacademie.  Een plaatsing die een programma noemt telt mee in het jaar waarin zij begint, ook als
zij pas later gemeld wordt; wie voor het programma begon telt niet.  Het geld van een programma is een regel van de
plek, en telt op zijn budget.

> 2026-01-05 12:00 providers programmas.csv
< programmes.target-changed programme=oin:00000099000000001518/werkoffensief name=Werkoffensief periods.*.start=2026-01-01,2027-01-01 periods.*.end=2027-01-01,2028-01-01 periods.*.target=500,500 periods.*.placements=0,0
< programmes.target-changed programme=oin:00000099000000001518/sectordeal periods.*.end=2027-07-01 periods.*.target=388
< programmes.budget-changed programme=oin:00000099000000001518/academie fund=regio_deal budget_cents=5000000 counted_cents=0 left_cents=5000000
? programmas.csv concluded,concluded,concluded
> 2026-03-02 18:00 providers begonnen.csv
< placements.started programme=oin:00000099000000001518/academie
< placements.started programme=oin:00000099000000001518/academie
< placements.started programme=oin:00000099000000001518/werkoffensief start=2026-03-02
< placements.started programme=oin:00000099000000001518/werkoffensief start=2027-01-01
< placements.started programme=oin:00000099000000001518/werkoffensief start=2025-12-31
< placements.started programme=-
= targets 9901/programme:oin:00000099000000001518/werkoffensief periods.*.placements=1,1
= targets 9901/programme:oin:00000099000000001518/academie periods.*.target=560 periods.*.placements=2
= targets 9901/programme:oin:00000099000000001518/sectordeal periods.*.placements=0
> 2026-03-03 12:00 providers kosten.csv
< places.mix-changed
= places kvk:90000006/academie periods.1.money.*.stream=programme,programme periods.1.money.*.amount_cents=1999999,3000001
= budgets 9901/programme:oin:00000099000000001518/academie counted_cents=5000000 left_cents=0 not_counted=none
= budgets 9901/programme:oin:00000099000000001518/werkoffensief counted_cents=0 left_cents=10000000
> 2026-03-04 12:00 providers meer_kosten.csv
< programmes.budget-changed programme=oin:00000099000000001518/academie counted_cents=5000001 left_cents=-1
= signals none
