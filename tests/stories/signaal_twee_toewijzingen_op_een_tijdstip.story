fires allocation-contradicts
shows A.2 A.3
subscriber werkhaven provider=kvk:90000001

De gemeente stuurt een toewijzing, en stuurt haar met hetzelfde tijdstip korter.  Wat het laatst is ontvangen
telt, en de gemeente hoort dat er twee dingen staan; nog eens sturen maakt het niet beter.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-06 12:00 wmo start.xml
= signals none
> 2026-02-02 12:00 wmo minder_lang.xml
< funding-mixes.changed person=@noor periods.-1.end=2026-11-01
< funding-signals.raised rule=allocation-contradicts account=@werkhaven provider=kvk:90000001 start=2026-01-05 end=- mended_by=municipality
» werkhaven funding-signals.raised rule=allocation-contradicts start=2026-01-05
> 2026-02-09 12:00 wmo nog_eens_gestuurd.xml
= signals allocation-contradicts

Met een later tijdstip is duidelijk wat geldt.

> 2026-02-16 12:00 wmo later_tijdstip.xml
< funding-mixes.changed person=@noor periods.-1.end=2026-12-01
< funding-signals.withdrawn rule=allocation-contradicts account=@werkhaven
= signals none

Ook een toewijzing die met hetzelfde tijdstip wordt verwijderd is met zichzelf in strijd.

> 2026-02-23 12:00 wmo teruggenomen.xml
< funding-mixes.changed person=@noor periods=none
< funding-signals.raised rule=allocation-contradicts start=2026-02-16
< funding-signals.raised rule=delivery-on-removed-allocation
> 2026-03-02 12:00 wmo toch_niet.xml
< funding-mixes.changed person=@noor periods.-1.end=2026-12-01
< funding-signals.withdrawn rule=allocation-contradicts
< funding-signals.withdrawn rule=delivery-on-removed-allocation
= signals none
