fires delivery-by-another-provider
shows A.2 A.3

De toewijzing is aan De Werkhaven.  De Driesprong meldt op datzelfde nummer een start, en later een stop:
dat telt mee, en is aan De Driesprong om na te gaan.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-06 12:00 wmo start.xml
= signals none
> 2026-02-03 12:00 wmo start_elders.xml
< funding-signals.raised rule=delivery-by-another-provider person=@noor provider=kvk:90000002 start=2026-02-02 end=- mended_by=provider
> 2026-03-02 12:00 wmo stop_elders.xml
< funding-mixes.changed person=@noor periods.-1.end=2026-02-28
< funding-signals.raised rule=delivery-by-another-provider start=2026-02-02 end=2026-02-28
= signals delivery-by-another-provider
> 2026-03-09 12:00 wmo stop_ingetrokken.xml
< funding-mixes.changed person=@noor periods.-1.end=2027-01-01
< funding-signals.raised rule=delivery-by-another-provider start=2026-02-02 end=-
> 2026-03-10 12:00 wmo start_ingetrokken.xml
< funding-signals.withdrawn rule=delivery-by-another-provider person=@noor
= signals none
