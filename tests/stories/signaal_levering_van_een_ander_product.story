fires delivery-of-another-product
shows A.2 A.3

Toegewezen is dagbesteding 07D01.  De Werkhaven meldt levering van 07D02 op die toewijzing: dat telt mee, en
is aan De Werkhaven om na te gaan.

> 2026-01-05 12:00 wmo toewijzing.xml
= signals none
> 2026-01-06 12:00 wmo start.xml
< funding-signals.raised rule=delivery-of-another-product person=@noor provider=kvk:90000001 start=2026-01-05 end=- mended_by=provider
> 2026-03-02 12:00 wmo stop.xml
< funding-mixes.changed person=@noor periods.-1.end=2026-02-28
< funding-signals.raised rule=delivery-of-another-product start=2026-01-05 end=-
> 2026-03-09 12:00 wmo start_ingetrokken.xml
< funding-signals.raised rule=delivery-of-another-product
< funding-signals.raised rule=stop-without-start
> 2026-03-09 12:30 wmo stop_ingetrokken.xml
< funding-mixes.changed person=@noor periods.-1.end=2027-01-01
< funding-signals.withdrawn rule=delivery-of-another-product person=@noor
< funding-signals.withdrawn rule=stop-without-start
> 2026-03-10 12:00 wmo start_hersteld.xml
= signals none

Waar alleen een categorie is toegewezen, noemt ook de levering alleen de categorie.

> 2026-03-16 12:00 wmo alleen_een_categorie.xml
> 2026-03-17 12:00 wmo met_een_code.xml
< funding-signals.raised rule=delivery-of-another-product start=2026-03-16
> 2026-03-18 12:00 wmo met_een_code_ingetrokken.xml
< funding-signals.withdrawn rule=delivery-of-another-product
> 2026-03-19 12:00 wmo alleen_de_categorie.xml
= signals none
