shows A.1

De aanbieder kent B. Proef: een achternaam, een voorletter, een geboortedatum en een postcode.  Dat kan
Bram zijn, maar ook een broer of zus: er wordt niet gekoppeld, en de twijfel wordt gemeld.  Met de hele
voornaam is het Bram.

> 2026-01-05 12:00 wmo toewijzing.xml
< persons.linked person=@bram
> 2026-01-05 18:00 providers b_proef.json
< persons.linked person=@b
< persons.link-doubted doubts.*.reason=initial-only
< placements.started person=@b placement=@van_b
= persons 2
> 2026-03-02 18:00 providers bram_proef.json
< persons.merged person=@bram retired.0=@b
< persons.link-doubted doubts=none
< placements.withdrawn placement=@van_b
< placements.started person=@bram
= doubts 0
