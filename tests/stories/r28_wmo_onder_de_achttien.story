fires R28
shows A.2

Noor is in deze geschiedenis zeventien, en wordt in juli achttien.  Zij krijgt begeleiding uit de Wmo; tot dan
is dat jeugdhulp.  Tot wanneer zegt de hub op een maand nauwkeurig.

> 2026-01-05 12:00 wmo toewijzing.xml
< persons.linked person=@noor
< funding-signals.raised rule=R28 verdict=by-age confidence=confirmed-old-text person=@noor start=2026-01-05 end=2026-07-01
> 2026-01-09 12:00 wmo vanaf_juli.xml
< funding-signals.withdrawn rule=R28 person=@noor
= signals none
