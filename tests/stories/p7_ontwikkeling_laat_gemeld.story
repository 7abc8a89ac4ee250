shows P7.1
fires stay

Olga is in april 2026 twee jaar bij de werkplaats.  Dan wordt een certificaat van september gemeld, dat was
blijven liggen: er was wel ontwikkeling.  Het blijkt van een ander, en wordt teruggenomen.

> 2026-01-05 18:00 providers olga.json
< placements.started person=@olga placement=@hout
| 2026-04-02
< funding-signals.raised rule=stay person=@olga start=2026-04-01
> 2026-04-13 18:00 providers certificaat_laat.json
< placements.progressed placement=@hout
< funding-signals.withdrawn rule=stay person=@olga
> 2026-04-20 18:00 providers certificaat_vergist.json
< placements.changed placement=@hout
< funding-signals.raised rule=stay person=@olga start=2026-04-01 end=-

Eind mei vertrekt zij; dan is er niets meer te melden.

> 2026-05-04 18:00 providers vertrokken.json
< placements.ended placement=@hout
< funding-signals.raised rule=stay person=@olga start=2026-04-01 end=2026-06-01
| 2026-05-31
< nothing
| 2026-06-01
< funding-signals.withdrawn rule=stay person=@olga
< places.freed
= signals none
