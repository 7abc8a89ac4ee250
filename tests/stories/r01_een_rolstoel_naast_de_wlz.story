silent R01
shows A.2

Marijke heeft een rolstoel en een aangepaste woning uit de Wmo, en vanaf juni een Wlz-indicatie.  Dat zijn
hulpmiddelen en geen begeleiding of dagbesteding: de gemeente hoeft er niet anders naar te kijken.

> 2026-01-05 12:00 wmo rolstoel.xml
< persons.linked person=@marijke
> 2026-01-05 12:05 wmo woning.xml
> 2026-06-12 12:00 wlz wlz.csv
= mixes @marijke periods.1.lines.*.instrument=wlz,wmo-11,wmo-13
= signals none
