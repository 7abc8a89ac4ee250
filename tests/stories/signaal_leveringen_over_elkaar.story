fires deliveries-overlap
shows A.2 A.3
subscriber werkhaven provider=kvk:90000001

Na een pauze begint de levering in april opnieuw.  De Werkhaven stopt haar per juli, maar noemt de begindatum
van januari: zo houdt alleen op wat al stil lag, en betaalt de toewijzing door.  De hub kiest niet welke levering
zij bedoelt, en zegt dat er twee tegelijk lopen.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-06 12:00 wmo start.xml
> 2026-03-02 12:00 wmo stop_tijdelijk.xml
> 2026-04-02 12:00 wmo start_april.xml
= signals none
> 2026-07-01 12:00 wmo stop_juni.xml
< funding-signals.raised rule=deliveries-overlap subject_kind=person person=@noor provider=kvk:90000001 start=2026-04-01 end=2026-07-01 mended_by=provider
» werkhaven funding-signals.raised rule=deliveries-overlap mended_by=provider

Zij neemt de stop terug, en meldt hem bij de levering van april.

> 2026-07-03 12:00 wmo stop_juni_ingetrokken.xml
< funding-signals.withdrawn rule=deliveries-overlap person=@noor
> 2026-07-04 12:00 wmo stop_juni_hersteld.xml
< funding-mixes.changed person=@noor periods.-1.end=2026-07-01
= signals none

In juli begint zij weer, en meldt kort daarna een andere begindatum zonder de eerste terug te nemen.  De nieuwe
levering stopt, en er begint nog een: de eerste loopt nog steeds.  Neemt zij die terug, dan is het goed.

> 2026-07-06 12:00 wmo start_juli.xml
= signals none
> 2026-07-09 12:00 wmo start_anders.xml
< funding-signals.raised rule=deliveries-overlap person=@noor start=2026-07-08 end=-
> 2026-10-01 12:00 wmo stop_september.xml
< funding-signals.raised rule=deliveries-overlap person=@noor start=2026-07-08 end=2026-10-01
> 2026-10-02 12:00 wmo start_oktober.xml
< funding-signals.raised rule=deliveries-overlap person=@noor start=2026-10-01 end=-
> 2026-10-05 12:00 wmo start_juli_ingetrokken.xml
< funding-signals.withdrawn rule=deliveries-overlap start=2026-07-08
< funding-signals.withdrawn rule=deliveries-overlap start=2026-10-01
= signals none
