shows P5.3

Niet elke baan is een vervolg.  Een baan die Sem al had toen het traject begon niet, een bijbaan die ermee ophield
niet, en een baan die een dag te laat begint ook niet.  Wie op dezelfde plek werkt zonder bij het cohort te horen,
telt er niet in mee.

> 2026-01-20 12:00 providers cohort.csv
< cohorts.changed name=Energieacademie
> 2026-05-04 18:00 providers deelnemer.csv
< persons.linked person=@sem
> 2026-05-04 18:01 providers afgelopen.csv
< placements.started person=@sem cohort=kvk:90000006/EA-1
< placements.started cohort=-
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.started=1,1 periods.*.finished=0,1
> 2026-09-01 12:00 uwv oude_baan.xml
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.follow_on_jobs=0,0
> 2026-09-02 12:00 uwv kort.xml
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.follow_on_jobs=0,0
> 2026-09-03 12:00 uwv te_laat.xml
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.follow_on_jobs=0,0
= signals none
~ 2026-09-04 09:00 follow_on_days=93
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.start=2026-02-02,2026-05-01,2026-08-02 periods.*.follow_on_jobs=0,0,1
