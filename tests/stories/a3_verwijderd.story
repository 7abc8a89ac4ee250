shows A.3

De toewijzing van Noor blijkt ten onrechte verstuurd en wordt ingetrokken (reden 13): alsof zij er nooit
was.  Daarna vervalt ook de plaatsing zelf.  Wat daaruit volgde wordt teruggenomen, niet verzwegen.

> 2026-01-05 12:00 wmo toewijzing.xml
< persons.linked person=@noor
> 2026-01-05 18:00 providers noor.json
< placements.started placement=@hout
| 2026-02-01
< nothing
> 2026-03-10 12:00 wmo toewijzing_ten_onrechte.xml
< funding-signals.raised rule=provisional placement=@hout start=2026-01-05
< funding-mixes.changed person=@noor periods=none window.start=2026-01-05
= mixes 0
> 2026-03-16 18:00 providers plaatsing_vervalt.json
< placements.withdrawn placement=@hout
< funding-signals.withdrawn rule=provisional placement=@hout
< coverages.changed placement=@hout periods=none
= placements 0
= coverages 0
= signals none
