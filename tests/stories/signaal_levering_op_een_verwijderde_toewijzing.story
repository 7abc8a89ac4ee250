fires delivery-on-removed-allocation
shows A.2 A.3
subscriber werkhaven provider=kvk:90000001
subscriber werk streams=participatiewet,uwv

De Werkhaven levert, en dan verwijdert de gemeente de toewijzing: alsof zij nooit is verstuurd.  Dat gaat
niet samen.  De hub zegt het zonder te zeggen om wie het gaat, want van een verwijderde toewijzing is dat
niet bekend.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-06 12:00 wmo start.xml
= signals none
> 2026-02-16 12:00 wmo toewijzing_verwijderd.xml
< funding-signals.raised rule=delivery-on-removed-allocation subject_kind=account account=@werkhaven person=- provider=kvk:90000001 start=2026-01-05 end=- mended_by=municipality
» werkhaven funding-signals.raised rule=delivery-on-removed-allocation
» werk nothing
? start.xml pending
~ 2026-02-16 13:00 signals.delivery-on-removed-allocation=false
< funding-signals.withdrawn rule=delivery-on-removed-allocation
~ 2026-02-16 14:00 signals.delivery-on-removed-allocation=true
< funding-signals.raised rule=delivery-on-removed-allocation
> 2026-02-23 12:00 wmo stop.xml
< funding-signals.raised rule=delivery-on-removed-allocation account=@werkhaven start=2026-01-05 end=2026-02-21
> 2026-03-02 12:00 wmo toch_weer_toegewezen.xml
< funding-signals.withdrawn rule=delivery-on-removed-allocation account=@werkhaven
= signals none
? start.xml concluded

Wordt zij nog eens verwijderd, dan neemt De Werkhaven haar stop en haar start terug.

> 2026-03-09 12:00 wmo nog_eens_verwijderd.xml
< funding-signals.raised rule=delivery-on-removed-allocation account=@werkhaven
> 2026-03-10 12:00 wmo stop_ingetrokken.xml
< funding-signals.raised rule=delivery-on-removed-allocation start=2026-01-05 end=-
> 2026-03-11 12:00 wmo start_ingetrokken.xml
< funding-signals.withdrawn rule=delivery-on-removed-allocation account=@werkhaven
= signals none
