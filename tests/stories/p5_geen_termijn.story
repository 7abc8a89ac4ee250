shows P5.1
silent contact-due contact-overdue

Wie geen bijstand heeft, heeft geen termijn: Desi heeft een WW-uitkering en is nooit gesproken.  Joost
heeft bijstand, eerst onder het ene besluit en aansluitend onder het andere, en is op tijd gesproken: dag
na dag blijft het stil.  Van Mirte eindigde de bijstand op de laatste dag van de termijn.  En Sem is lang
geleden gesproken, maar heeft pas sinds februari bijstand: zijn termijn begint dan.

> 2026-01-05 12:00 uwv ww_desi.xml
< persons.linked
> 2026-01-05 12:01 participatiewet bijstand.csv
< persons.linked person=@joost
< persons.linked
< persons.linked person=@sem
> 2026-01-12 18:00 providers gesprek_joost.json
< funding-mixes.changed person=@joost contact.held=2026-01-09 contact.next_due=2028-01-09
> 2026-01-13 18:00 providers gesprek_sem.json
< funding-mixes.changed person=@sem contact.held=2024-01-09 contact.next_due=2026-01-09
| 2026-01-31
< nothing
| 2026-06-30
< nothing
| 2027-11-09
< nothing
= signals none
