shows P5.1
fires contact-due contact-overdue

Amber heeft sinds april 2024 bijstand.  In april 2026 is de termijn van twee jaar voorbij.  Dan komt een
gesprek binnen van november 2025, dat iemand vergeten was te melden: er was niets te laat.  Weken later
blijkt dat gesprek van iemand anders te zijn; het wordt teruggenomen, en dan staat het signaal er weer.

> 2026-01-05 12:00 participatiewet bijstand.csv
< persons.linked person=@amber
| 2026-04-02
< funding-signals.raised rule=contact-overdue person=@amber start=2026-04-01

> 2026-04-07 18:00 providers gesprek_laat.json
< funding-mixes.changed person=@amber contact.held=2025-11-12 contact.next_due=2027-11-12
< funding-signals.withdrawn rule=contact-overdue person=@amber
= signals none
> 2026-05-11 18:00 providers gesprek_vergist.json
< funding-mixes.changed person=@amber contact=-
< funding-signals.raised rule=contact-overdue person=@amber start=2026-04-01
= signals contact-overdue

De bijstand blijkt later begonnen dan gemeld: in juni 2024.  Dan loopt de termijn nog, al is zij bijna om.

> 2026-05-12 12:00 participatiewet bijstand_later.csv
< funding-mixes.changed person=@amber
< funding-signals.withdrawn rule=contact-overdue person=@amber
< funding-signals.raised rule=contact-due person=@amber start=2026-04-02 end=2026-06-01

Dan stopt de bijstand, op de dag waarop de termijn om is.  Wie geen bijstand meer heeft, hoeft hierom niet
gesproken te worden.

> 2026-05-20 12:00 participatiewet bijstand_stopt.csv
< funding-mixes.changed person=@amber periods.0.end=2026-06-01
< funding-signals.withdrawn rule=contact-due person=@amber
| 2026-06-01
< nothing
| 2026-08-01
< nothing
= signals none
