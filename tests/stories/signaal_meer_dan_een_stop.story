fires stops-contradict
shows A.2 A.3

De Werkhaven meldt dat de levering eind maart eindigt, en later dat zij al op 27 februari eindigde, zonder
het eerste terug te nemen.  De hub houdt het eerste einde aan en zegt dat het niet klopt.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-06 12:00 wmo start.xml
> 2026-04-01 12:00 wmo stop_maart.xml
= signals none
> 2026-04-03 12:00 wmo stop_februari.xml
< funding-mixes.changed person=@noor periods.-1.end=2026-02-28
< funding-signals.raised rule=stops-contradict person=@noor provider=kvk:90000001 start=2026-01-05 end=2026-04-01 mended_by=provider
> 2026-04-07 12:00 wmo februari_ingetrokken.xml
< funding-mixes.changed person=@noor periods.-1.end=2026-04-01
< funding-signals.withdrawn rule=stops-contradict person=@noor
= signals none

Een tijdelijk einde na het definitieve kan niet (9414); ervoor wel.  Een tweede tijdelijk einde weer niet
(9413).

> 2026-04-20 12:00 wmo tijdelijk_in_april.xml
< funding-signals.raised rule=stops-contradict start=2026-01-05 end=2026-04-18
> 2026-04-21 12:00 wmo april_ingetrokken.xml
< funding-signals.withdrawn rule=stops-contradict
> 2026-04-22 12:00 wmo tijdelijk_in_maart.xml
= signals none
> 2026-04-23 12:00 wmo nog_eens_tijdelijk.xml
< funding-signals.raised rule=stops-contradict start=2026-01-05 end=2026-04-01
> 2026-04-24 12:00 wmo nog_eens_ingetrokken.xml
< funding-signals.withdrawn rule=stops-contradict
= signals none
