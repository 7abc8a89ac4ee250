shows P2.3
silent R24

Fatima krijgt op de laatste dag van 2026 en op de eerste van 2027 elk een jaar onkostenvergoeding, en in elk jaar
een premie: precies wat vrij is, dus geen signaal.  Van wat zij in 2025 kreeg is geen bedrag bekend, en dan zegt de
hub niets.  Joost heeft geen bijstand: zijn beloning raakt geen uitkering.

~ 2026-01-02 09:00 free_amounts=[{"of":"premie","per":"year","start":"2025-01-01","cents":326300,"source":"Participatiewet-art.31-lid-2-j"},{"of":"onkostenvergoeding","per":"month","start":"2026-01-01","cents":45000,"source":"fictief-besluit-van-Voorbeeldstad"},{"of":"onkostenvergoeding","per":"year","start":"2026-01-01","cents":45000,"source":"fictief-besluit-van-Voorbeeldstad"}]
> 2026-01-05 12:00 participatiewet beloningen.csv
< persons.linked
< persons.linked
= signals none
