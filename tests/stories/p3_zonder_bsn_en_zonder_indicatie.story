silent provisional overbooked
shows P3.1 P3.2 P3.4

Atelier Eet vraagt geen indicatie.  De gemeente betaalt de plekken als algemene voorziening, en er is
omzet uit verkoop.  A17 begint zonder BSN, zonder indicatie en zonder toewijzing: dat is geen fout en
geen open punt.  Marijke heeft een Wlz-indicatie; die telt mee in de mix van de plek.

> 2026-02-01 18:00 providers werkplaatsen.json
> 2026-02-01 18:05 providers a17_begint.json
< persons.linked person=@a17 after.0.members.*.source=providers
< placements.started activity=dagbesteding place=kvk:90000003/eet person=@a17 placement=@a17_eet
< places.mix-changed place=@eet
| 2026-03-01
< nothing
= coverages @a17_eet periods.0.state=covered periods.0.own=none periods.0.of_place.*.stream=revenue,wmo

> 2026-03-02 12:00 wlz wlz.csv
> 2026-03-02 12:05 providers marijke_begint.json
< placements.started placement=@marijke_eet
= coverages @marijke_eet periods.0.own.*.stream=wlz periods.0.state=covered
= places @eet periods.2.shares.*.stream=wlz periods.2.occupancy=2 periods.2.money.*.instrument=algemene_voorziening,omzet
= signals none
? wlz.csv concluded

A17 gaat na een half jaar verder: inburgering en opleiding.  Ook dat is een uitkomst van de plaatsing.

> 2026-07-01 09:00 providers a17_gaat_verder.json
< placements.ended placement=@a17_eet end=2026-07-01 destination="inburgering en opleiding"
| 2026-12-31
< places.freed free=11 freed=1
