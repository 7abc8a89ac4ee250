fires start-outside-allocation stop-before-allocation
shows A.2 A.3
subscriber werkhaven provider=kvk:90000001
subscriber werk streams=participatiewet,uwv

De Werkhaven meldt een start en een stop voordat er een toewijzing is: die wachten daarop.

> 2026-02-16 12:00 wmo start.xml
> 2026-02-16 12:30 wmo stop.xml
? start.xml pending
? stop.xml pending
= signals none

De toewijzing komt, en begint pas op 16 februari: de levering begon ervoor, en hield
de dag ervoor op.  Zo betaalt
de toewijzing niets.  De hub kiest niet wie gelijk heeft: hij zegt het aan wie het kan herstellen.

> 2026-02-20 12:00 wmo toewijzing.xml
< funding-signals.raised rule=start-outside-allocation subject_kind=person person=@noor provider=kvk:90000001 start=2026-01-12 end=2026-02-16 mended_by=provider
< funding-signals.raised rule=stop-before-allocation person=@noor provider=kvk:90000001 start=2026-01-12 end=2026-02-16 mended_by=provider
» werkhaven funding-signals.raised rule=start-outside-allocation mended_by=provider
» werkhaven funding-signals.raised rule=stop-before-allocation
» werk nothing
? start.xml concluded
? stop.xml concluded
? toewijzing.xml concluded
~ 2026-02-20 13:00 signals.stop-before-allocation=false
< funding-signals.withdrawn rule=stop-before-allocation
~ 2026-02-20 14:00 signals.stop-before-allocation=true
< funding-signals.raised rule=stop-before-allocation

De Werkhaven neemt de stop terug, en meldt de start op de goede dag.

> 2026-03-16 12:00 wmo stop_ingetrokken.xml
< funding-signals.withdrawn rule=stop-before-allocation person=@noor
< funding-mixes.changed periods.*.start=2026-02-16
> 2026-03-17 12:00 wmo start_hersteld.xml
< funding-signals.withdrawn rule=start-outside-allocation person=@noor
= signals none

De gemeente verkort de toewijzing tot en met juni, en na een pauze begint de levering op 1 juli weer: een
dag te laat, tot de toewijzing weer langer is.

> 2026-04-01 12:00 wmo toewijzing_korter.xml
> 2026-05-18 12:00 wmo stop_tijdelijk.xml
= signals none
> 2026-07-03 12:00 wmo weer_begonnen.xml
< funding-signals.raised rule=start-outside-allocation start=2026-07-01 end=-
> 2026-07-06 12:00 wmo toewijzing_verlengd.xml
< funding-signals.withdrawn rule=start-outside-allocation
= signals none
