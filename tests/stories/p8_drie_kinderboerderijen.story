shows P8.2

Drie kinderboerderijen met elk drie assistenten.  Vroeger had elk een eigen begeleider; nu delen zij een jobcoach op
afstand, en op de Geit opent en sluit een vrijwilliger met bijstand, van wie de aanbieder de loonwaarde aan de gemeente
vergoedt.  Zolang van kosten niets gemeld is, valt er niets te vergelijken.

> 2026-01-02 12:00 providers werkplekken.csv
> 2026-01-02 12:01 providers deelnemers.csv
> 2026-01-02 12:02 participatiewet bijstand.csv
> 2026-01-02 12:03 wlz wlz.csv
> 2026-01-02 12:04 wmo toewijzing_1.xml
> 2026-01-02 12:05 wmo toewijzing_2.xml
> 2026-01-02 12:06 wmo toewijzing_3.xml
> 2026-01-02 12:07 wmo toewijzing_4.xml
> 2026-01-02 12:08 wmo toewijzing_5.xml
> 2026-01-02 12:09 wmo toewijzing_6.xml
> 2026-01-02 12:10 wmo toewijzing_7.xml
> 2026-01-02 12:11 wmo toewijzing_8.xml
> 2026-01-02 12:15 providers plaatsingen.csv
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started
< placements.started activity=vrijwilligerswerk person=@vrijwilliger
> 2026-01-05 12:00 providers opbrengsten.csv
= places kvk:90000002/schaap periods.0.money.*.amount_cents=45000
= results 0

Dan komen de kosten.  De jobcoach kost 5.400 euro voor drie maanden; elke plek draagt een derde.

> 2026-01-05 12:10 providers kosten.csv
< places.result-changed place=kvk:90000002/geit
< places.result-changed place=kvk:90000002/geit
< places.result-changed place=kvk:90000002/geit periods.*.start=2026-01-01,2026-02-01,2026-03-01
< places.result-changed place=kvk:90000002/schaap
< places.result-changed place=kvk:90000002/schaap
< places.result-changed place=kvk:90000002/pony
< places.result-changed place=kvk:90000002/pony
? kosten.csv concluded,concluded,concluded,concluded,concluded

Op de Geit brengen drie assistenten met elk vier dagdelen per week van 50 euro in januari 2.657,13 euro op.  Daarvan blijft
487,13 over, ook met de vergoeding voor de vrijwilliger.  Bij 15 procent minder blijft er 88,55 over; bij 20 procent minder komt de Geit
tekort.  De vergoeding gaat over een persoon en staat dus niet apart, maar bij de jobcoach.

= results kvk:90000002/geit periods.0.costs.*.kinds=huur,jobcoach+loonwaarde_vrijwilliger periods.0.costs.*.cents=124000,93000
= results kvk:90000002/geit periods.0.income.*.streams=wmo periods.0.income.*.cents=265713 periods.0.not_counted=-
= results kvk:90000002/geit periods.0.results.*.percentage=0,-15,-20 periods.0.results.*.result_cents=48713,8855,-4429
= results kvk:90000002/geit periods.1.results.*.result_cents=44000,8000,-4000 periods.2.results.*.result_cents=48713,8858,-4429

De Schaap heeft een toewijzing met een budget in plaats van uren, en verkoopt iets: die bedragen blijven gelijk als het tarief daalt.

= results kvk:90000002/schaap periods.0.costs.*.kinds=huur,jobcoach periods.0.costs.*.over=1,3 periods.0.costs.*.cents=62000,62000
= results kvk:90000002/schaap periods.0.income.*.of=people,place periods.0.income.*.cents=15500,208142 periods.0.results.*.result_cents=99642,73070,64214

Op de Pony betaalt voor de derde assistent de Wlz.  Hoeveel dat is weet hier niemand, dus telt het niet mee, en dat staat erbij.

= results kvk:90000002/pony periods.0.not_counted.*.stream=wlz periods.0.not_counted.*.reason=no-hours periods.0.not_counted.*.number=1
= results kvk:90000002/pony periods.0.costs.*.cents=124000,62000 periods.0.results.*.result_cents=-8858,-35430,-44286

De vergoeding is een regel van de vrijwilliger: wie betaalt, en aan wie.  Zelf krijgt hij er niets van, en er is niets mis mee.

= mixes @vrijwilliger periods.1.lines.*.instrument=bijstand,loonwaardevergoeding periods.1.lines.*.payer=gemeente,kvk:90000002 periods.1.lines.*.payee=-,gemeente periods.1.lines.*.amount_cents=134512,90000
= overview @vrijwilliger "loonwaardevergoeding" "u krijgt daar zelf niets van"
= signals none
