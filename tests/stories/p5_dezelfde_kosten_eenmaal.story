shows P5.2

De Regio Deal en het ESF-project sluiten elkaar uit: dezelfde kosten tellen nooit bij allebei.  In mei worden de
kosten van een leermeester (LM-1), die al bij de Regio Deal stonden, ook bij het ESF opgevoerd.  Wie ze mag
opvoeren is niet aan de hub: tot een van beide ze loslaat tellen zij bij geen van beide, en dat staat erbij.

> 2026-01-05 12:00 providers programmas.csv
< programmes.budget-changed programme=oin:00000099000000001518/regiodeal counted_cents=0
> 2026-02-02 12:00 providers kosten.csv
= budgets 9901/programme:oin:00000099000000001518/regiodeal counted_cents=125000 left_cents=7875000
= budgets 9901/programme:oin:00000099000000001518/esf counted_cents=30000
> 2026-05-04 12:00 providers ook_bij_esf.csv
< programmes.budget-changed programme=oin:00000099000000001518/regiodeal counted_cents=25000 not_counted.*.reason=claimed-twice not_counted.*.cost_item=LM-1 not_counted.*.amount_cents=100000 not_counted.*.other=oin:00000099000000001518/esf
< programmes.budget-changed programme=oin:00000099000000001518/esf counted_cents=30000 not_counted.*.reason=claimed-twice not_counted.*.other=oin:00000099000000001518/regiodeal
> 2026-05-11 12:00 providers esf_laat_los.csv
= budgets 9901/programme:oin:00000099000000001518/regiodeal counted_cents=125000 not_counted=none
= budgets 9901/programme:oin:00000099000000001518/esf counted_cents=30000 not_counted=none
> 2026-05-12 12:00 providers ander_jaar.csv
= budgets 9901/programme:oin:00000099000000001518/regiodeal counted_cents=125000 not_counted=none
= budgets 9901/programme:oin:00000099000000001518/esf counted_cents=30000 not_counted.*.reason=outside-period
> 2026-05-13 12:00 providers ook_bij_esf_hersteld.csv
= budgets 9901/programme:oin:00000099000000001518/regiodeal counted_cents=25000

Sluit de Regio Deal bij nader inzien niets uit, dan tellen zij bij beide.  Vervalt een programma, dan is het alsof
het er nooit was.

> 2026-05-18 12:00 providers sluit_niets_uit.csv
= budgets 9901/programme:oin:00000099000000001518/regiodeal counted_cents=125000 not_counted=none
= budgets 9901/programme:oin:00000099000000001518/esf counted_cents=130000 not_counted=none
> 2026-05-20 12:00 providers esf_vervallen.csv
< programmes.budget-withdrawn programme=oin:00000099000000001518/esf
= budgets 1
= targets 1
= signals none
