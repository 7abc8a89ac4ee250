fires stop-without-start
shows A.2 A.3

De stop zegt dat de levering op 12 januari begon; de start die is gemeld was op de vijfde.  Het einde telt,
en de hub zegt dat de twee niet bij elkaar passen, tot de start is hersteld.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-06 12:00 wmo start.xml
> 2026-04-01 12:00 wmo stop.xml
< funding-mixes.changed person=@noor periods.-1.end=2026-04-01
< funding-signals.raised rule=stop-without-start person=@noor provider=kvk:90000001 start=2026-01-12 end=2026-04-01 mended_by=provider
> 2026-04-08 12:00 wmo start_hersteld.xml
< funding-signals.withdrawn rule=stop-without-start person=@noor
= signals none
