shows P5.3

De plaatsingen komen pas binnen als het traject voorbij is, en wanneer het traject was weet de hub dan nog niet: van
drie is alleen bekend dat zij stopten.  Met de dagen van het cohort blijkt een het afgemaakt te hebben.

> 2026-05-04 18:00 providers deelnemer_zonder_bsn.csv
< persons.linked person=@e1
> 2026-05-04 18:01 providers afgelopen.csv
< placements.started person=@e1
< placements.started
< placements.started
= cohorts 9901/cohort:kvk:90000006/EA-1 name=- periods.*.running=3,2,1,0 periods.*.ended=0,1,2,3 periods.*.finished=0,0,0,0 periods.*.dropped_out=0,0,0,0
> 2026-05-11 12:00 providers cohort.csv
< cohorts.changed name=Energieacademie
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.ended=0,0,0,0 periods.*.finished=0,0,0,1 periods.*.dropped_out=0,1,2,2
> 2026-05-18 12:00 providers cohort_korter.csv
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.finished=0,0,1,2 periods.*.dropped_out=0,1,1,1

Wie eerder stopte had het toch afgerond; een ander hoorde bij een andere groep; een derde plaatsing vervalt.
Dat het Sem is die eerst zonder BSN bekend was, verandert geen getal: hij telt een keer.

> 2026-05-20 18:00 providers afgerond.csv
< placements.changed result=finished
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.finished=0,1,2,3 periods.*.dropped_out=0,0,0,0
> 2026-05-21 18:00 providers andere_groep.csv
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.start=2026-02-02,2026-03-14,2026-05-01 periods.*.finished=0,1,2
= cohorts 9901/cohort:kvk:90000006/EA-2 periods.*.started=1,1 periods.*.ended=0,1
> 2026-05-22 18:00 providers vervallen.csv
< placements.withdrawn
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.start=2026-02-02,2026-05-01 periods.*.finished=0,1
> 2026-05-25 18:00 providers deelnemer.csv
< persons.renamed person=@sem former=@e1
< placements.withdrawn
< placements.started person=@sem
= cohorts 9901/cohort:kvk:90000006/EA-1 periods.*.started=1,1 periods.*.finished=0,1
> 2026-05-26 18:00 providers cohort_vervallen.csv
< cohorts.changed name=- window.start=2026-05-01
= cohorts 9901/cohort:kvk:90000006/EA-1 name=- periods.*.ended=0,1 periods.*.finished=0,0
= signals none
