shows P3.3
subscriber werkhaven provider=kvk:90000001

De Werkhaven is abonnee en kent W21 zonder BSN.  Als zij het BSN vertelt, blijkt het Fatima te zijn, van wie
de gemeente al een toewijzing had.  De Werkhaven hoort dat haar pseudoniem van W21 een ander is geworden,
met het vorige erbij, en krijgt alles opnieuw onder het nieuwe: de plaatsing vanaf haar eerste dag, en dat
zij betaald wordt.  Van het BSN zelf hoort zij niets.

> 2026-01-05 18:00 providers zonder_bsn.json
< persons.linked person=@w21
< placements.started placement=@oud
» werkhaven persons.linked person=@hun_w21 after.0.members.*.record=W21
» werkhaven placements.started person=@hun_w21 placement=@hun_oud start=2026-01-05
| 2026-01-12
< funding-signals.raised rule=provisional placement=@oud
» werkhaven funding-signals.raised rule=provisional placement=@hun_oud lines=- records=-
= told werkhaven coverages @hun_oud periods.0.state=provisional

> 2026-01-12 12:00 wmo toewijzing.xml
< persons.linked person=@fatima
» werkhaven funding-mixes.changed person=@hun_fatima periods.0.lines.*.provider=kvk:90000001
> 2026-03-02 18:00 providers met_bsn.json
< persons.merged person=@fatima
< placements.withdrawn placement=@oud
< placements.started placement=@nieuw
< funding-signals.withdrawn rule=provisional
» werkhaven persons.renamed person=@hun_fatima former=@hun_w21 retired.0=@hun_w21 after.0.members.*.record=W21 after.0.aliases.0=@hun_w21
» werkhaven placements.withdrawn placement=@hun_oud
» werkhaven placements.started person=@hun_fatima placement=@hun_nieuw start=2026-01-05 minutes_per_week=480
» werkhaven funding-signals.withdrawn rule=provisional placement=@hun_oud
» werkhaven without=999900092
= told werkhaven persons 1
= told werkhaven placements 1
= told werkhaven coverages @hun_nieuw periods.0.start=2026-01-05 periods.0.state=covered periods.0.own=-
= told werkhaven mixes @hun_fatima periods.0.lines.*.stream=wmo
= told werkhaven signals none
