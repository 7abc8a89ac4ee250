shows P5.1

Yusuf heeft al jaren bijstand.  Er wordt met hem gesproken over zijn ontwikkeling; de hub onthoudt
wanneer, en wanneer er volgens het beleid (24 maanden) weer gesproken moet zijn.

> 2026-01-05 12:00 participatiewet bijstand.csv
< persons.linked person=@yusuf
= mixes @yusuf periods.*.lines.*.instrument=bijstand periods.0.lines.0.amount_cents=134512 contact=-

> 2026-03-02 18:00 providers gesprek.json
< funding-mixes.changed person=@yusuf contact.held=2026-02-27 contact.next_due=2028-02-27
> 2026-09-15 18:00 providers nog_een_gesprek.json
< funding-mixes.changed person=@yusuf contact.held=2026-09-15 contact.next_due=2028-09-15
= mixes @yusuf periods.*.lines.*.instrument=bijstand
? gesprek.json concluded,concluded
