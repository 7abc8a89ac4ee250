shows P6.1

De Buurtkeuken is een sociale coöperatie.  Fatima is lid en houdt haar bijstand; een ander lid heeft geen
uitkering.  Er is geen werkgever, en niemand hoeft de uren te betalen: er wordt niets gemist.

> 2026-01-05 12:00 participatiewet bijstand.csv
< persons.linked person=@fatima
> 2026-02-01 18:00 providers keuken.json
< placements.started activity=cooperatie employer=- person=@fatima placement=@lid
< placements.started activity=cooperatie employer=- placement=@ander_lid
< places.mix-changed place=@keuken
| 2026-06-01
< nothing
= coverages @lid periods.*.state=not-needed,not-needed
= mixes @fatima periods.*.lines.*.instrument=bijstand
= places @keuken periods.1.occupancy=2 periods.1.money.*.instrument=omzet periods.1.money.*.amount_cents=95000
= signals none
