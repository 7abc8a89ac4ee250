silent offers-contradict revenue-overlaps
shows A.2
shared-with 9902

De Werkhaven zegt aan twee gemeenten hetzelfde van De Kas, tot en met juni; daarna is er minder plaats.  Aan de
ene noemt zij een postcode en aan de andere niet, de naam in hoofdletters en het werk in een andere volgorde: dat spreekt
elkaar niet tegen.
De omzet van het ene kwartaal sluit aan op die van het andere.

> 2026-01-02 12:00 providers kas.json
> 2026-01-05 12:00 providers kas_voor_de_buren.json
> 2026-06-08 12:00 providers later_kleiner.json
< places.mix-changed place=@kas periods.*.capacity=6 periods.0.start=2026-07-01
> 2026-07-02 12:00 providers opbrengsten.csv
= signals none
