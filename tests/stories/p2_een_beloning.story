shows P2.3
fires R24

Fatima doet vrijwilligerswerk en houdt haar bijstand.  Zij krijgt een premie en elke maand een onkostenvergoeding:
regels naast haar bijstand.  Wat er van een onkostenvergoeding vrij is staat niet in het beleid, dus de hub zegt er
niets van.  Dan neemt de gemeente bedragen op (hier verzonnen): 150 euro per maand en 450 per jaar.  In maart is zij
een cent boven dat van de maand.  Wordt dat ruimer, dan telt het jaar.

> 2026-01-05 12:00 participatiewet bijstand.csv
< persons.linked person=@fatima
> 2026-02-02 12:00 participatiewet premie.csv
< funding-mixes.changed person=@fatima
= mixes @fatima periods.1.start=2026-02-02 periods.1.end=2026-02-03 periods.1.lines.*.instrument=bijstand,premie
> 2026-03-27 12:00 participatiewet vrijwilliger.csv
< funding-mixes.changed person=@fatima
= mixes @fatima periods.-2.lines.*.instrument=bijstand,onkostenvergoeding periods.-2.lines.*.amount_cents=134512,15001 periods.-2.lines.*.payer=-,gemeente
= signals none
~ 2026-04-01 09:00 free_amounts=[{"of":"premie","per":"year","start":"2025-01-01","cents":326300,"source":"Participatiewet-art.31-lid-2-j"},{"of":"onkostenvergoeding","per":"month","start":"2026-01-01","cents":15000,"source":"fictief-besluit-van-Voorbeeldstad"},{"of":"onkostenvergoeding","per":"year","start":"2026-01-01","cents":100000,"source":"fictief-besluit-van-Voorbeeldstad"}]
< funding-signals.raised rule=R24 verdict=settle confidence=confirmed-in-part person=@fatima start=2026-03-27 end=2026-03-28
~ 2026-04-02 09:00 free_amounts=[{"of":"premie","per":"year","start":"2025-01-01","cents":326300,"source":"Participatiewet-art.31-lid-2-j"},{"of":"onkostenvergoeding","per":"month","start":"2026-01-01","cents":15001,"source":"fictief-besluit-van-Voorbeeldstad"},{"of":"onkostenvergoeding","per":"year","start":"2026-01-01","cents":45001,"source":"fictief-besluit-van-Voorbeeldstad"}]
< funding-signals.withdrawn rule=R24 person=@fatima start=2026-03-27
~ 2026-04-03 09:00 free_amounts=[{"of":"premie","per":"year","start":"2025-01-01","cents":326300,"source":"Participatiewet-art.31-lid-2-j"},{"of":"onkostenvergoeding","per":"month","start":"2026-01-01","cents":15001,"source":"fictief-besluit-van-Voorbeeldstad"},{"of":"onkostenvergoeding","per":"year","start":"2026-01-01","cents":45000,"source":"fictief-besluit-van-Voorbeeldstad"}]
< funding-signals.raised rule=R24 person=@fatima start=2026-03-27 end=2026-03-28

Met een tweede premie komt zij een cent boven wat in een jaar vrij is.  Na een correctie past het precies.

> 2026-05-04 12:00 participatiewet tweede_premie.csv
< funding-mixes.changed person=@fatima
< funding-signals.raised rule=R24 verdict=settle person=@fatima start=2026-05-04 end=2026-05-05
= signals R24,R24
> 2026-05-06 12:00 participatiewet premie_hersteld.csv
< funding-mixes.changed person=@fatima
< funding-signals.withdrawn rule=R24 person=@fatima start=2026-05-04
= signals R24
= overview @fatima "onkostenvergoeding, € 150,01" "premie, € 1.763,00" "meer onkostenvergoeding dan"
