shows A.1

Marijke staat bij vijf bronnen: de Wmo, de Participatiewet, UWV, de Wlz en een aanbieder.  Alle vijf
kennen haar BSN.  Het is een persoon, met een mix.  Pas samen laten zij zien dat naast haar bijstand een
Wajong-uitkering loopt.

> 2026-01-05 12:00 wmo toewijzing.xml
< persons.linked person=@marijke
> 2026-01-05 12:10 participatiewet besluit.csv
< persons.linked person=@marijke
> 2026-01-05 12:20 uwv inkomsten.xml
< persons.linked person=@marijke
< funding-signals.raised rule=R23 person=@marijke
> 2026-01-15 12:00 wlz wlz.csv
< persons.linked person=@marijke
> 2026-01-15 18:00 providers marijke.json
< persons.linked person=@marijke
< placements.started person=@marijke
= persons 1
= persons @marijke members.*.source=participatiewet,providers,uwv,wlz,wmo
= mixes @marijke periods.-1.lines.*.instrument=bijstand,wajong
? toewijzing.xml concluded
? besluit.csv concluded
? inkomsten.xml concluded
? wlz.csv without-effect
