fires R17
shows A.2

Ruud heeft een Wajong-uitkering.  UWV betaalt een jobcoach op grond van de WIA: dat loopt via de Wajong.

> 2026-02-20 12:00 uwv inkomsten.xml
< persons.linked person=@ruud
> 2026-02-23 12:00 uwv jobcoach.csv
< funding-signals.raised rule=R17 verdict=other-route confidence=confirmed person=@ruud start=2026-03-01 end=2026-07-01
> 2026-03-02 12:00 uwv vervallen.csv
< funding-signals.withdrawn rule=R17 person=@ruud
= signals none
