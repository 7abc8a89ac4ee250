shows P3.3
subscriber eet provider=kvk:90000003
subscriber driesprong provider=kvk:90000002

Marijke begint bij Atelier Eet.  De Driesprong hoort daar niets van: het is haar plek niet.  En als Marijke
bijstand krijgt, hoort ook het atelier niets, want dat is een regel van een ander.

> 2026-02-01 18:00 providers werkplaatsen.json
» driesprong nothing
> 2026-03-02 12:00 wlz wlz.csv
< persons.linked person=@marijke
» eet nothing
» driesprong nothing
> 2026-03-02 12:05 providers marijke_begint.json
< placements.started person=@marijke
» eet persons.linked
» eet placements.started
» driesprong nothing
> 2026-03-09 12:00 participatiewet bijstand.csv
< funding-mixes.changed person=@marijke periods.1.lines.*.stream=participatiewet,wlz
» eet nothing
» driesprong nothing
