shows A.1 A.3

De Werkhaven kent Fatma, van 1983.  De gemeente heeft een toewijzing op het BSN van Fatima Schets, op een
ander adres, dus die twee worden niet vanzelf gekoppeld.  Als de aanbieder haar BSN vertelt, worden het een
persoon: wat over haar plaatsing bekend was blijft, en de dekking wordt opnieuw verteld.

> 2026-01-05 18:00 providers zonder_bsn.json
< persons.linked person=@zonder_bsn
< placements.started person=@zonder_bsn placement=@oud start=2026-01-05
> 2026-01-12 12:00 wmo toewijzing.xml
< persons.linked person=@fatima
| 2026-02-01
< funding-signals.raised rule=provisional placement=@oud
= persons 2

> 2026-03-02 18:00 providers met_bsn.json
< persons.merged person=@fatima retired.0=@zonder_bsn
< placements.withdrawn placement=@oud
< placements.started person=@fatima placement=@nieuw start=2026-01-05 minutes_per_week=480
< funding-signals.withdrawn rule=provisional placement=@oud
= persons 1
= placements 1
= coverages @nieuw periods.0.start=2026-01-05 periods.0.state=covered periods.0.own.*.stream=wmo
= signals none
