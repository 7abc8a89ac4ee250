shows P9.2
silent over-budget

Tien plaatsen en tien mensen die erop zijn aangewezen: dat is niet te veel.

> 2026-01-05 10:00 participatiewet tien_aangewezen.csv
< budgets.eligibility-changed budget=@beschut
= eligibilities @beschut periods.-2.eligible=10 periods.-2.places=10
= signals none

Wie beoordeeld is en niet is aangewezen telt niet mee, en wie in een oude Wsw-baan werkt ook niet.

> 2026-02-02 10:00 participatiewet niet_aangewezen.csv
= signals none
> 2026-02-03 10:00 participatiewet wsw.csv
= eligibilities @beschut periods.-2.eligible=10

De een is tot en met maart aangewezen, de ander vanaf 1 april; en van wie opnieuw is beoordeeld telt het
laatste besluit.  Het zijn er nooit elf tegelijk.

> 2026-02-16 10:00 participatiewet een_gaat_en_een_komt.csv
= eligibilities @beschut periods.-2.eligible=10
= signals none

Van een jaar waarvan geen aantal bekend is, is niet te zeggen of het te veel zijn.  En wie zich pas later
aanmeldt kan nu niet al wachten: zo'n regel wordt geweigerd.

> 2026-02-23 10:00 participatiewet volgend_jaar.csv
= eligibilities @beschut periods.-1.start=2027-01-01 periods.-1.eligible=11 periods.-1.places=-
= signals none
> 2026-02-23 11:00 participatiewet te_vroeg_aangemeld.csv
? te_vroeg_aangemeld.csv dead-lettered
= awaiting-assessment 0
