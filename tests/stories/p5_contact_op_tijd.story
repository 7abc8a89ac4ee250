shows P5.1
fires contact-due contact-overdue

Rianne heeft bijstand sinds 1 maart 2024, vanaf januari 2025 onder een nieuw besluit, en niemand heeft met
haar over haar ontwikkeling gesproken.  Na twee jaar moet dat gebeurd zijn; zestig dagen ervoor zegt de hub
dat die dag eraan komt, en op de dag zelf dat zij voorbij is.

> 2026-01-05 12:00 participatiewet bijstand.csv
< persons.linked person=@rianne
= mixes @rianne contact=- periods.0.lines.0.instrument=bijstand

| 2025-12-30
< nothing
| 2025-12-31
< funding-signals.raised rule=contact-due person=@rianne start=2025-12-31 end=2026-03-01
| 2026-02-28
< nothing
| 2026-03-01
< funding-signals.withdrawn rule=contact-due person=@rianne
< funding-signals.raised rule=contact-overdue person=@rianne start=2026-03-01 end=-
= signals contact-overdue

Half maart wordt zij gesproken: het signaal is weg, en over bijna twee jaar komt het terug.

> 2026-03-16 18:00 providers gesprek.json
< funding-mixes.changed person=@rianne contact.held=2026-03-16 contact.next_due=2028-03-16
< funding-signals.withdrawn rule=contact-overdue person=@rianne
= signals none
| 2028-01-15
< nothing
| 2028-01-16
< funding-signals.raised rule=contact-due start=2028-01-16 end=2028-03-16
> 2028-01-20 18:00 providers nog_een_gesprek.json
< funding-mixes.changed contact.held=2028-01-20
< funding-signals.withdrawn rule=contact-due
= signals none
