fires R01
shows A.2

Marijke heeft begeleiding uit de Wmo tot en met juni.  Een Wlz-indicatie die op 1 juli ingaat sluit daar
op aan: geen signaal.  Gaat zij op 1 juni in, dan lopen ze een maand samen (R01).  Na de stop per 31 mei
is het weer stil.

> 2026-01-05 12:00 wmo toewijzing.xml
< persons.linked person=@marijke
> 2026-01-06 12:00 wmo start.xml
> 2026-06-10 12:00 wlz wlz_daarna.csv
= signals none
> 2026-06-12 12:00 wlz wlz_tegelijk.csv
< funding-signals.raised rule=R01 verdict=may-refuse confidence=confirmed person=@marijke start=2026-06-01 end=2026-07-01 law="Wmo 2015 art. 2.3.5 lid 6; Wlz art. 3.1.1 lid 1 b, f"
? wlz_daarna.csv without-effect
> 2026-06-15 12:00 wmo stop.xml
< funding-signals.withdrawn rule=R01 person=@marijke
= signals none
