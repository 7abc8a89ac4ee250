shows P2.3
fires R24

In Voorbeeldstad is (verzonnen) honderd euro onkostenvergoeding per maand vrij.  Fatima kreeg in maart zestig en
veertig euro, en op de eerste dag van april honderd: precies wat vrij is.  In juni komt nog een cent van half
maart binnen.  De betaling van eind maart gaat er nu overheen, al was zij eerder gemeld.

> 2026-01-05 12:00 participatiewet bijstand.csv
< persons.linked person=@fatima
~ 2026-01-06 09:00 free_amounts=[{"of":"premie","per":"year","start":"2025-01-01","cents":326300,"source":"Participatiewet-art.31-lid-2-j"},{"of":"onkostenvergoeding","per":"month","start":"2026-01-01","cents":10000,"source":"fictief-besluit-van-Voorbeeldstad"},{"of":"onkostenvergoeding","per":"year","start":"2026-01-01","cents":100000,"source":"fictief-besluit-van-Voorbeeldstad"}]
> 2026-04-02 12:00 participatiewet vergoedingen.csv
< funding-mixes.changed person=@fatima
= signals none
> 2026-06-01 12:00 participatiewet laat.csv
< funding-mixes.changed person=@fatima
< funding-signals.raised rule=R24 person=@fatima start=2026-03-31 end=2026-04-01
> 2026-06-03 12:00 participatiewet vervallen.csv
< funding-mixes.changed person=@fatima
< funding-signals.withdrawn rule=R24 person=@fatima start=2026-03-31
> 2026-06-04 12:00 participatiewet laat_opnieuw.csv
< funding-mixes.changed person=@fatima
< funding-signals.raised rule=R24 person=@fatima start=2026-03-31

Dan blijkt haar bijstand op 30 maart te zijn gestopt: van wat daarna betaald is wordt niets verrekend.

> 2026-06-10 12:00 participatiewet bijstand_gestopt.csv
< funding-mixes.changed person=@fatima
< funding-signals.withdrawn rule=R24 person=@fatima
= signals none
