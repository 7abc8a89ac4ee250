shows A.1

Bram en Bas zijn een tweeling.  De aanbieder kent B. Proef: een achternaam, een voorletter, een
geboortedatum en een postcode.  Dat kan Bram zijn, maar ook Bas: er wordt niet gekoppeld, en de twijfel
wordt gemeld.  Met de hele voornaam is het Bram.

> 2026-01-05 12:00 wmo toewijzing.xml
< persons.linked person=@bram
> 2026-01-05 13:00 wmo toewijzing_bas.xml
< persons.linked person=@bas
= persons 2
> 2026-01-05 18:00 providers b_proef.json
< persons.linked person=@b
< persons.link-doubted doubts.*.reason=several-persons
< persons.link-doubted doubts.*.reason=several-persons
< persons.link-doubted doubts.*.reason=several-persons
< placements.started person=@b placement=@van_b
= persons 3
> 2026-03-02 18:00 providers bram_proef.json
< persons.merged person=@bram retired.0=@b
< persons.link-doubted doubts=none
< persons.link-doubted doubts=none
< persons.link-doubted doubts=none
< placements.withdrawn placement=@van_b
< placements.started person=@bram
= doubts 0
