shows P7.1
silent stay

Wie lang ergens is, staat daarmee nog niet stil.  Wim is vrijwilliger, en mag dat blijven zolang hij wil.
Eva werkt sinds juni 2025 twee dagen in plaats van een.  Jos ging vorig jaar naar een andere aanbieder.
Ria vertrekt op de laatste dag van haar twee jaar.  En de loonwaarde van Tom ging omhoog.

> 2026-01-05 12:00 participatiewet loonwaarde.csv
< persons.linked
> 2026-01-05 18:00 providers mensen.json
< placements.started activity=vrijwilligerswerk
< placements.started start=2024-02-01 minutes_per_week=480
< placements.started start=2025-06-01 minutes_per_week=960
< placements.started start=2024-02-01 provider=kvk:90000001 end=2025-04-01
< placements.started start=2025-04-01 provider=kvk:90000002
< placements.started end=2026-03-01
< placements.started activity=beschut_werk
| 2026-02-28
< providers.development-reported
| 2026-03-01
< places.freed free=7 freed=1
| 2027-03-31
< providers.development-reported
< providers.development-reported
= signals none
