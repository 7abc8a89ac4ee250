fires allocation-of-another-client
shows A.2 A.3
subscriber werkhaven provider=kvk:90000001

De Werkhaven meldt levering aan Sem, op het nummer van de toewijzing aan Noor.  Onder Sem wacht dat op een
toewijzing die niet komt; De Werkhaven hoort waarom.

> 2026-01-06 12:00 wmo start.xml
= signals none
> 2026-01-07 12:00 wmo toewijzing.xml
< funding-signals.raised rule=allocation-of-another-client account=@werkhaven person=- provider=kvk:90000001 start=2026-01-05 end=- mended_by=provider
» werkhaven funding-signals.raised rule=allocation-of-another-client start=2026-01-05
? start.xml pending
> 2026-03-02 12:00 wmo stop.xml
< funding-signals.raised rule=allocation-of-another-client start=2026-01-05 end=2026-02-28
~ 2026-03-03 09:00 signals.allocation-of-another-client=false
< funding-signals.withdrawn rule=allocation-of-another-client
~ 2026-03-03 10:00 signals.allocation-of-another-client=true
< funding-signals.raised rule=allocation-of-another-client
> 2026-03-09 12:00 wmo stop_ingetrokken.xml
< funding-signals.raised rule=allocation-of-another-client start=2026-01-05 end=-

Ook een declaratie hoort bij de client van de toewijzing (iWmo 8187), tot zij is gecrediteerd.

> 2026-03-09 13:00 wmo januari.xml
< funding-signals.raised rule=allocation-of-another-client start=2026-01-05 end=-
> 2026-03-10 12:30 wmo start_ingetrokken.xml
< funding-signals.raised rule=allocation-of-another-client start=2026-01-05 end=2026-02-01
> 2026-04-02 12:00 wmo gecrediteerd.xml
< funding-signals.withdrawn rule=allocation-of-another-client
= signals none

Noor is wel begonnen, op dezelfde dag als De Werkhaven van Sem meldde.  Twee clienten hebben nooit een start
samen: wordt die van Sem teruggenomen, dan blijft die van Noor.

> 2026-04-06 12:00 wmo start_van_noor.xml
= signals none
> 2026-04-07 12:00 wmo start_van_sem.xml
< funding-signals.raised rule=allocation-of-another-client start=2026-01-05 end=-
> 2026-04-08 12:00 wmo start_van_sem_ingetrokken.xml
< funding-signals.withdrawn rule=allocation-of-another-client
? start_van_noor.xml concluded
= signals none
