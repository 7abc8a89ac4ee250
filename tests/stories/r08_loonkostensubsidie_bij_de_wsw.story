fires R08
shows A.2

Ruud werkt al jaren onder de Wsw, bij een gewone werkgever (begeleid werken).  Er komt loonkostensubsidie
voor diezelfde baan: dat mag niet.  Ook voor een baan in de Wsw zelf, die in de loonaangifte staat, mag het
niet.

> 2026-01-05 12:00 participatiewet begeleid_werken.csv
< persons.linked person=@ruud
> 2026-02-02 12:00 participatiewet subsidie.csv
< funding-signals.raised rule=R08 verdict=forbidden confidence=confirmed person=@ruud start=2026-03-01 end=2026-07-01
> 2026-02-09 12:00 participatiewet vervallen.csv
< funding-signals.withdrawn rule=R08 person=@ruud
> 2026-02-16 12:00 participatiewet subsidie_elders.csv
= signals none
> 2026-02-17 12:00 uwv inkomsten.xml
< funding-signals.raised rule=R08 start=2026-04-01 end=-
= signals R08
