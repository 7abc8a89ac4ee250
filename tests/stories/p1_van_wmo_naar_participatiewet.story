silent gap overlap
shows P1.2
shows P1.3

Noor werkt twee dagen per week in de houtwerkplaats.  Eerst betaalt de Wmo alles, in februari en maart
de Wmo en de Participatiewet elk een dag, vanaf april de Participatiewet alles.  Voor Noor is het steeds
dezelfde plek, en er wordt geen gat en geen overlap gemeld; wel wat er al van haar bekend is.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-05 18:00 providers noor_begint.json
< placements.started activity=dagbesteding provider=kvk:90000001 person=@noor placement=@hout
= coverages @hout periods.*.state=covered,gap periods.*.start=2026-01-05,2026-04-01

De toewijzing tot april wordt bijgesteld: vanaf 2 februari twee dagdelen, en daarnaast is er dan een
besluit participatieplaats voor acht uur.

> 2026-01-28 12:00 wmo toewijzing_korter.xml
> 2026-01-28 12:01 wmo toewijzing_twee_dagdelen.xml
> 2026-01-28 12:02 participatiewet besluit_half.csv
= coverages @hout periods.*.own.*.stream=wmo,participatiewet+wmo,none
= signals none

| 2026-03-15
> 2026-03-23 12:00 participatiewet besluit_heel.csv
< transfers.prepared person=@noor left=wmo entered=participatiewet ended=2026-04-01 begins=2026-04-01 known.*.what=allocation,decision,placement,provision
= mixes @noor periods.*.start=2026-01-05,2026-02-02,2026-04-01 periods.*.lines.*.stream=wmo,participatiewet+wmo,participatiewet
= coverages @hout periods.*.state=covered,covered,covered periods.*.uncovered_minutes=0,0,0

| 2026-04-01
< nothing
| 2026-06-01
< nothing
= placements 1
= signals none
? toewijzing.xml superseded
? toewijzing_korter.xml concluded
? besluit_heel.csv concluded
