shows P1.3

Lotte werkt in de houtwerkplaats, betaald uit de Wmo.  In april neemt de Participatiewet het over, van de
ene dag op de andere.  De hub maakt dan een overdracht: wat er al bekend en bewezen is, met de bron en de
dag, en niet wat erin staat.  Wie Lotte overneemt hoeft dat niet nog eens te vragen.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-05 18:00 providers lotte_begint.json
< placements.started person=@lotte placement=@hout
> 2026-02-02 18:00 providers trede_en_gesprek.json
< placements.progressed placement=@hout
< funding-mixes.changed person=@lotte contact.held=2026-02-02
> 2026-03-16 12:00 wmo toewijzing_korter.xml
< funding-mixes.changed person=@lotte
> 2026-03-16 12:01 participatiewet besluit.csv
< transfers.prepared transfer=@over person=@lotte left=wmo entered=participatiewet ended=2026-04-01 begins=2026-04-01 known.*.what=allocation,contact,ladder-step,placement known.*.source=wmo,providers,providers,providers known.*.on=2026-03-16,2026-02-02,2026-02-02,2026-01-05
= coverages @hout periods.*.state=covered,covered,gap
= signals none

Een certificaat van maart wordt pas eind april gemeld: het hoort erbij.  Het gesprek van mei is van na de
overgang, en verandert er niets aan.

> 2026-04-20 18:00 providers certificaat_laat.json
< placements.progressed placement=@hout
< transfers.prepared transfer=@over known.*.what=allocation,certificate,contact,ladder-step,placement known.1.on=2026-03-27
> 2026-05-18 18:00 providers gesprek_erna.json
< funding-mixes.changed person=@lotte contact.held=2026-05-18
| 2026-06-01
< nothing
= transfers 1
= signals none
