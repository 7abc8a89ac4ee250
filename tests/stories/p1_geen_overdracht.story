shows P1.3

Niet alles wat eindigt en begint is een overgang.  Saar had haar participatieplaats al voor zij ook naar de
dagbesteding ging; die stopt op de dag waarop haar participatieplaats wordt verlengd.  Voor de
Participatiewet is zij geen nieuwe.

> 2026-01-05 12:00 participatiewet eerst_participatiewet.csv
< persons.linked
> 2026-01-05 12:01 wmo ernaast_wmo.xml
< funding-mixes.changed

Guus stopte een maand en een dag voordat de Participatiewet begon: dat is geen overgang maar een nieuw begin.

> 2026-01-05 12:02 wmo lang_geleden.xml
< persons.linked
> 2026-03-23 12:00 participatiewet besluit_guus.csv
< funding-mixes.changed

Hanna had hulp bij het huishouden.  Dat is geen plek om te werken, en wie haar begeleidt vraagt er niet naar.

> 2026-03-23 12:01 wmo huishouden.xml
< persons.linked
> 2026-03-23 12:02 participatiewet besluit_hanna.csv
< funding-mixes.changed
= transfers 0
