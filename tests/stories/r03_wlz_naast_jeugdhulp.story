fires R03
shows A.2

Noor is vijftien en heeft jeugdhulp.  In juni krijgt zij een Wlz-indicatie: die gaat voor.  Na een
gewijzigd besluit stopt de jeugdhulp op de dag ervoor.

> 2026-01-05 12:00 jeugdwet jeugdhulp.csv
< persons.linked person=@noor
> 2026-06-12 12:00 wlz wlz.csv
< funding-signals.raised rule=R03 verdict=excluded confidence=confirmed-old-text person=@noor start=2026-06-01 end=2027-01-01
> 2026-06-15 12:00 jeugdwet jeugdhulp_tot_juni.csv
< funding-signals.withdrawn rule=R03 person=@noor
= signals none
