shows P6.1
fires R24

Fatima is lid van De Buurtkeuken, een sociale coöperatie: een plek zonder werkgever.  Zij houdt haar bijstand en
verdient er een deel zelf bij.  Van elke maand die begonnen is zegt de hub wat zij verdiende, wat daarvan vrij is
(een kwart, ten hoogste 273 euro) en wat met haar uitkering wordt verrekend.  Samen is dat precies wat zij verdiende.

| 2026-01-01
> 2026-01-05 12:00 participatiewet bijstand.csv
< persons.linked person=@fatima
> 2026-01-12 18:00 providers leden.json
< placements.started person=@fatima activity=cooperatie employer=- placement=@lid
< placements.started activity=cooperatie employer=-
| 2026-02-02
> 2026-02-02 12:00 participatiewet januari.csv
< funding-mixes.changed person=@fatima
< funding-signals.raised rule=R24 person=@fatima start=2026-01-01 end=2026-02-01
< settlements.changed person=@fatima periods.*.start=2026-01-01 periods.*.earned_cents=40001 periods.*.free_cents=10000 periods.*.set_off_cents=30001
= mixes @fatima periods.-2.lines.*.instrument=bijstand,eigen_inkomsten periods.-2.lines.*.stream=participatiewet,revenue
> 2026-02-03 12:00 participatiewet vanaf_februari.csv
< funding-mixes.changed person=@fatima
< funding-signals.raised rule=R24 person=@fatima start=2026-02-01
< settlements.changed person=@fatima window.start=2026-02-01 periods.*.earned_cents=120000 periods.*.free_cents=27300 periods.*.set_off_cents=92700
| 2026-02-28
< nothing
| 2026-03-01
< settlements.changed person=@fatima periods.*.start=2026-03-01 periods.*.end=2026-04-01 periods.*.free_cents=27300
= coverages @lid periods.*.state=not-needed
= overview @fatima "in januari 2026 verdiende u € 400,01, vrij is € 100,00, verrekend met uw uitkering wordt € 300,01"

De vrijlating duurt zes maanden.  Zijn het er twee, dan is van maart niets vrij.  Geldt er ook een bedrag per
jaar (hier verzonnen: precies wat in januari en februari vrij was), dan is het in maart op: dat is een signaal.

~ 2026-03-02 09:00 free_amounts=[{"of":"eigen_inkomsten","source":"fictief-besluit-van-Voorbeeldstad","per":"month","start":"2025-01-01","cents":27300,"percentage":25,"months":2}]
< settlements.changed person=@fatima periods.*.start=2026-01-01,2026-02-01,2026-03-01 periods.*.free_cents=10000,27300,0 periods.*.set_off_cents=30001,92700,120000
~ 2026-03-03 09:00 free_amounts=[{"of":"eigen_inkomsten","source":"fictief-besluit-van-Voorbeeldstad","per":"month","start":"2025-01-01","cents":27300,"percentage":25,"months":6},{"of":"eigen_inkomsten","source":"fictief-besluit-van-Voorbeeldstad","per":"year","start":"2025-01-01","cents":37300}]
< funding-signals.raised rule=R24 verdict=settle confidence=confirmed-in-part person=@fatima start=2026-03-01 end=2026-04-01
| 2026-04-01
< settlements.changed person=@fatima periods.*.start=2026-04-01 periods.*.free_cents=0
< funding-signals.raised rule=R24 person=@fatima start=2026-03-01 end=2026-05-01
= settlements @fatima periods.*.earned_cents=40001,120000,120000,120000 periods.*.free_cents=10000,27300,0,0 periods.*.set_off_cents=30001,92700,120000,120000
> 2026-04-02 12:00 participatiewet gestopt.csv
< funding-mixes.changed person=@fatima
< funding-signals.raised rule=R24 start=2026-02-01 end=2026-03-01
< funding-signals.withdrawn rule=R24 start=2026-03-01
< settlements.changed person=@fatima periods=none window.start=2026-03-01
| 2026-05-01
< nothing
= signals R24,R24
