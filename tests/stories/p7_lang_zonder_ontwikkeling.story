shows P7.1
fires stay

Piet werkt sinds maart 2024 in de houtwerkplaats, op trede 2.  Na twee jaar is er niets van ontwikkeling
gemeld.  De hub zegt dat, per aanbieder, als aanleiding om te praten; zij houdt niets tegen.

> 2026-01-05 18:00 providers piet.json
< placements.started person=@piet placement=@hout provider=kvk:90000001
< placements.progressed placement=@hout
| 2026-02-28
< providers.development-reported
| 2026-03-01
< funding-signals.raised rule=stay subject_kind=person person=@piet provider=kvk:90000001 start=2026-03-01 end=-

In april staat hij nog op trede 2: dat is geen verandering.  In mei komt hij op trede 3.

> 2026-04-13 18:00 providers zelfde_trede.json
< placements.progressed placement=@hout
= signals stay
> 2026-05-11 18:00 providers trede_drie.json
< placements.progressed placement=@hout
< funding-signals.withdrawn rule=stay person=@piet
= signals none

Twee jaar na de laatste verandering komt het terug, want ook dan kan een gesprek goed zijn.

| 2028-05-10
< providers.development-reported
| 2028-05-11
< funding-signals.raised rule=stay person=@piet start=2028-05-11
~ 2028-06-01 09:00 stay_months=36
< funding-signals.withdrawn rule=stay person=@piet
~ 2028-06-02 09:00 stay_months=12
< funding-signals.raised rule=stay person=@piet start=2027-05-11
~ 2028-06-03 09:00 signals.stay=false
< funding-signals.withdrawn rule=stay person=@piet
= signals none
