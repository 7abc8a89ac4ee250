shows P6.1
fires R24

Zonder bedrag in het beleid weet de hub niet wat vrij is, en rekent zij niets uit.  Daarna is (verzonnen) honderd
euro per jaar vrij.  Wat later gemeld wordt, telt in de maand waarin het verdiend is: januari gaat voor februari.

| 2026-03-01
~ 2026-03-01 09:00 free_amounts=[]
> 2026-03-02 11:00 participatiewet bijstand.csv
< persons.linked person=@fatima
> 2026-03-02 12:00 participatiewet februari.csv
< funding-signals.raised rule=R24 start=2026-02-01
< settlements.changed person=@fatima periods.0.earned_cents=8000 periods.0.free_cents=- periods.0.set_off_cents=-
~ 2026-03-02 13:00 free_amounts=[{"of":"eigen_inkomsten","source":"fictief-besluit-van-Voorbeeldstad","per":"year","start":"2025-01-01","cents":10000}]
< settlements.changed person=@fatima periods.0.earned_cents=8000 periods.0.free_cents=8000 periods.0.set_off_cents=0
> 2026-03-03 12:00 participatiewet december.csv
< funding-signals.raised rule=R24 start=2025-12-01 confidence=confirmed
< funding-signals.raised rule=R24 start=2025-12-01 end=2026-01-01 confidence=confirmed-in-part
< settlements.changed person=@fatima periods.0.free_cents=10000 periods.0.set_off_cents=1
> 2026-03-04 12:00 participatiewet januari.csv
< funding-signals.raised rule=R24 start=2026-01-01
< funding-signals.raised rule=R24 start=2026-02-01 end=2026-03-01 confidence=confirmed-in-part
< settlements.changed person=@fatima periods.*.free_cents=5000,5000 periods.*.set_off_cents=0,3000
> 2026-03-05 12:00 participatiewet januari_hersteld.csv
< funding-signals.withdrawn rule=R24 start=2026-02-01 confidence=confirmed-in-part
< settlements.changed person=@fatima periods.*.free_cents=2000,8000 periods.*.set_off_cents=0,0
> 2026-03-06 12:00 participatiewet januari_vervallen.csv
< funding-signals.withdrawn rule=R24 start=2026-01-01
< settlements.changed person=@fatima window.start=2026-01-01 window.end=2026-02-01 periods=none

Blijkt de bijstand al in januari gestopt, dan wordt er van februari niets verrekend.

> 2026-03-09 12:00 participatiewet bijstand_gestopt.csv
< funding-signals.withdrawn rule=R24 start=2026-02-01
< settlements.changed person=@fatima window.start=2026-02-01 periods=none
= settlements @fatima periods.*.start=2025-12-01
= signals R24,R24
