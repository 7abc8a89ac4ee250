fires R04
shows A.2

Marijke heeft een toewijzing voor dagbesteding.  De plek waar zij werkt wordt vanaf maart als algemene
voorziening betaald: maatwerk is er alleen voor zover die niet volstaat.  De gemeente kijkt, en trekt de
toewijzing in.

> 2026-01-02 12:00 providers werkplaats.json
> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-05 18:00 providers marijke_begint.json
< placements.started placement=@hout
< funding-signals.raised rule=R04 verdict=subsidiary confidence=confirmed-old-text placement=@hout start=2026-03-01 end=2026-07-01
> 2026-03-02 12:00 wmo ingetrokken.xml
< funding-signals.withdrawn rule=R04 placement=@hout
= signals none
