shows P8.2

Wat elders gebeurt zegt niets over de Geit.  Zij heeft een assistent en huur.

> 2026-01-02 12:00 providers werkplekken.csv
> 2026-01-02 12:01 providers deelnemers.csv
> 2026-01-02 12:02 participatiewet bijstand.csv
> 2026-01-02 12:03 wmo toewijzing_1.xml
> 2026-01-02 12:04 providers plaatsingen.csv
< placements.started
< placements.started activity=vrijwilligerswerk person=@vrijwilliger
> 2026-01-05 12:00 providers kosten.csv
< places.result-changed place=kvk:90000002/geit
= results 1

Kosten van een andere plek, een opbrengst in een maand waarvan geen kosten bekend zijn, en een dag die voorbijgaat: over de Geit
verandert er niets.

> 2026-01-06 12:00 providers kosten_elders.csv
< places.result-changed place=kvk:90000002/schaap periods.0.income=- periods.0.results.*.result_cents=-31000,-31000,-31000
> 2026-07-01 12:00 providers opbrengst_buiten.csv
| 2026-07-02
< nothing
= results kvk:90000002/geit periods.*.start=2026-01-01,2026-02-01,2026-03-01

Dat de loonwaarde van de vrijwilliger wordt vergoed is een kostenpost, en geen inkomen naast de bijstand: er gaat geen signaal af.

> 2026-07-03 12:00 providers vergoeding.csv
< places.result-changed place=kvk:90000002/geit
= results kvk:90000002/geit periods.0.costs.*.kinds=huur+loonwaarde_vrijwilliger
= mixes @vrijwilliger periods.*.lines.*.instrument=bijstand,bijstand+loonwaardevergoeding,bijstand
= settlements 0
= signals none
