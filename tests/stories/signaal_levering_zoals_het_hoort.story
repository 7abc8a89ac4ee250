silent start-outside-allocation stop-before-allocation stop-without-start stops-contradict delivery-on-removed-allocation delivery-by-another-provider delivery-of-another-product allocation-of-another-client
shows A.2

Een start voordat de toewijzing er is, op haar eerste dag; die dag meteen een tijdelijk einde, dat
definitief wordt; en op de laatste dag van de toewijzing nog een dag levering.  Dat mag allemaal.

> 2026-01-06 12:00 wmo start.xml
? start.xml pending
> 2026-01-09 12:00 wmo toewijzing.xml
? start.xml concluded
> 2026-01-12 12:00 wmo stop_tijdelijk.xml
> 2026-01-15 12:00 wmo stop_definitief.xml
> 2026-06-30 12:00 wmo weer_begonnen.xml
< funding-mixes.changed person=@noor periods.*.start=2026-06-30 periods.*.end=2026-07-01
> 2026-07-01 12:00 wmo gestopt.xml
= signals none
