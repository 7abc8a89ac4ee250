fires R07
shows A.2

Voor Ruud loopt loonkostensubsidie.  Het college verstrekt voor dezelfde dienstbetrekking ook een tijdelijke
loonkostensubsidie van een andere regeling: dat mag niet.  Die wordt teruggenomen.

> 2026-01-05 12:00 participatiewet subsidie.csv
< persons.linked person=@ruud
> 2026-02-02 12:00 participatiewet tijdelijk.csv
< funding-signals.raised rule=R07 verdict=forbidden confidence=confirmed person=@ruud start=2026-03-01 end=2026-07-01
> 2026-02-09 12:00 participatiewet vervallen.csv
< funding-signals.withdrawn rule=R07 person=@ruud
= signals none
