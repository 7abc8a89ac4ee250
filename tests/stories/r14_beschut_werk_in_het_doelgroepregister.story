fires R14
shows A.2

Ruud staat in het doelgroepregister.  In maart wordt beschut werk vastgesteld: dan hoort hij daar niet in.
UWV beëindigt de registratie met ingang van die dag.

> 2026-01-05 12:00 uwv register.xml
< persons.linked person=@ruud
> 2026-02-20 12:00 participatiewet beschut.csv
< funding-signals.raised rule=R14 verdict=excluded confidence=confirmed person=@ruud start=2026-03-01 end=2029-01-01
> 2026-03-09 12:00 uwv register_beeindigd.xml
< funding-signals.withdrawn rule=R14 person=@ruud
= signals none
? register_beeindigd.xml concluded
