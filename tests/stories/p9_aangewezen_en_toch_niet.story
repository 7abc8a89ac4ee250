shows P9.2 A.3

De gemeente heeft twee plaatsen beschut werk, en twee mensen die erop zijn aangewezen.

~ 2026-01-05 08:00 place_budgets=[{"activity":"beschut_werk","places":2,"start":"2026-01-01"}]
< nothing
> 2026-01-05 09:00 participatiewet twee_aangewezen.csv
< budgets.eligibility-changed budget=@beschut
= eligible-waiting @beschut periods.*.start=2025-12-08,2025-12-15
= signals none

Van een aanmelding blijkt dat zij al van november was: die staat dan vooraan.

> 2026-01-07 10:00 participatiewet aanmelding.csv
= awaiting-assessment @beschut periods.*.start=2026-01-05,2026-01-07
> 2026-01-20 10:00 participatiewet aanmelding_vanaf_november.csv
= awaiting-assessment @beschut periods.*.start=2025-11-10,2026-01-05

In februari komt een besluit binnen van 1 december.  Er is er dus sinds de jaarwisseling een te veel, en
wie het betreft wacht niet meer op een beoordeling, maar als eerste op een plaats.

> 2026-02-02 10:00 participatiewet besluit_van_vorig_jaar.csv
< funding-signals.raised rule=over-budget start=2026-01-01 end=- number=3 maximum=2
= awaiting-assessment @beschut periods.*.start=2026-01-05
= eligible-waiting @beschut periods.*.start=2025-12-01,2025-12-08,2025-12-15
~ 2026-02-03 09:00 place_budgets=[{"activity":"beschut_werk","places":3,"start":"2026-01-01"}]
< funding-signals.withdrawn rule=over-budget number=3 maximum=2
~ 2026-02-04 09:00 place_budgets=[{"activity":"beschut_werk","places":2,"start":"2026-01-01"}]
< funding-signals.raised rule=over-budget number=3 maximum=2
~ 2026-02-05 09:00 signals.over-budget=false
< funding-signals.withdrawn rule=over-budget
~ 2026-02-06 09:00 signals.over-budget=true
< funding-signals.raised rule=over-budget

Een vaststelling wordt herzien: deze persoon is toch niet aangewezen, en dan past het.  Een aanmelding die
wordt ingetrokken wacht nergens meer op.  Een besluit dat vervalt was er niet: wie was aangemeld wacht weer.

> 2026-02-09 10:00 participatiewet herzien.csv
< funding-signals.withdrawn rule=over-budget
> 2026-02-11 10:00 participatiewet ingetrokken.csv
= awaiting-assessment 0
> 2026-02-16 10:00 participatiewet besluit_ingetrokken.csv
= awaiting-assessment @beschut periods.*.start=2025-11-10
= eligible-waiting @beschut periods.*.start=2025-12-08

Wie bij een aanbieder in beschut werk begint, wacht niet meer op een plaats.

> 2026-02-23 09:00 providers wie.csv
> 2026-02-23 18:00 providers begint.json
< placements.started activity=beschut_werk
= eligible-waiting 0
= signals none
