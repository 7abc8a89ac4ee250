shows P8.3
subscriber werkplein streams=participatiewet,uwv,other,programme,revenue

Ruud heeft dagbesteding uit de Wmo en krijgt beschut werk.  Dat die twee naast elkaar lopen is een signaal
over beide wetten, dus het werkplein hoort het niet.  Als de dagbesteding korter wordt hoort het ook niets;
als het beschut werk korter wordt, hoort het dat, en dat alleen.

> 2026-01-05 12:00 wmo toewijzing.xml
< persons.linked person=@ruud
» werkplein nothing
> 2026-02-20 12:00 participatiewet beschut.csv
< funding-signals.raised rule=R05 person=@ruud
» werkplein persons.linked person=@werk_ruud
» werkplein funding-mixes.changed person=@werk_ruud periods.*.start=2026-03-01 periods.*.lines.*.instrument=beschut_werk
> 2026-02-25 12:00 wmo korter.xml
< funding-signals.withdrawn rule=R05 person=@ruud
< transfers.prepared left=wmo entered=participatiewet person=@ruud
» werkplein nothing
> 2026-04-13 12:00 participatiewet beschut_tot_juli.csv
» werkplein funding-mixes.changed person=@werk_ruud periods.*.start=2026-03-01 periods.*.end=2026-07-01
» werkplein without=wmo without=dagbesteding without=R05 without=999900079
= told werkplein mixes @werk_ruud periods.*.end=2026-07-01
= told werkplein signals none
= told werkplein transfers 0
