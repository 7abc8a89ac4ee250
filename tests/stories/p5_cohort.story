shows P5.3

De Energieacademie leidt in drie maanden op voor de energietransitie.  Vier mensen beginnen samen.  Een van hen
valt in maart uit.  Drie maken het af; van een staat erbij dat zij twee weken eerder klaar was.  Sem heeft daarna
een baan: dat vertelt UWV, en niemand hoeft er een formulier voor in te vullen.

> 2026-01-20 12:00 providers cohort.csv
< cohorts.changed cohort=kvk:90000006/EA-1 name=Energieacademie planned_start=2026-02-02 planned_end=2026-05-01 periods=none
? cohort.csv concluded
> 2026-02-02 18:00 providers deelnemer.csv
< persons.linked person=@sem
> 2026-02-02 18:01 providers begonnen.csv
< placements.started person=@sem activity=leerwerktraject cohort=kvk:90000006/EA-1
< placements.started cohort=kvk:90000006/EA-1
< placements.started cohort=kvk:90000006/EA-1
< placements.started cohort=kvk:90000006/EA-1
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.started=4 periods.*.running=4 periods.*.finished=0
> 2026-03-16 18:00 providers uitgevallen.csv
< placements.ended end=2026-03-14 result=dropped-out
> 2026-05-04 18:00 providers afgelopen.csv
< placements.ended person=@sem end=2026-05-01 result=-
< placements.ended end=2026-05-01
< placements.ended end=2026-04-18 result=finished destination=vervolgopleiding
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.start=2026-02-02,2026-03-14,2026-04-18,2026-05-01 periods.*.running=4,3,2,0 periods.*.finished=0,0,1,3 periods.*.dropped_out=0,1,1,1 periods.*.follow_on_jobs=0,0,0,0
> 2026-06-20 12:00 uwv baan.xml
< cohorts.changed window.start=2026-05-01 periods.*.start=2026-05-01,2026-05-18 periods.*.follow_on_jobs=0,1
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.started=4,4,4,4,4 periods.*.ended=0,0,0,0,0
= overview @sem "leerwerktraject op academie van kvk:90000006" "in een groep die samen begint en eindigt"
