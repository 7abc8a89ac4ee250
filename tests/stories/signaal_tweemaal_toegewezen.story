fires allocations-overlap
shows A.2 A.3
subscriber werkhaven provider=kvk:90000001
subscriber driesprong provider=kvk:90000002

Noor heeft dagbesteding bij De Werkhaven.  In een ander bericht wijst de gemeente dezelfde dagbesteding daar
nog eens toe, over dezelfde dagen.  Dat mag niet, en is aan de gemeente.

> 2026-01-05 12:00 wmo toewijzing.xml
= signals none
> 2026-06-01 12:00 wmo nog_een.xml
< funding-signals.raised rule=allocations-overlap person=@noor provider=kvk:90000001 start=2026-06-15 end=2027-01-01 mended_by=municipality
» werkhaven funding-signals.raised rule=allocations-overlap start=2026-06-15
» driesprong nothing
> 2026-06-08 12:00 wmo nog_een_verwijderd.xml
< funding-signals.withdrawn rule=allocations-overlap person=@noor
= signals none

Een toewijzing van alleen een categorie gaat over alles wat daaronder valt, ook al is het een dag te vroeg.

> 2026-06-09 12:00 wmo alleen_een_categorie.xml
< funding-signals.raised rule=allocations-overlap start=2026-12-31 end=2027-01-01
> 2026-07-01 12:00 wmo eerste_ingekort.xml
< funding-signals.withdrawn rule=allocations-overlap
= signals none

> 2026-07-01 13:00 wmo binnen_de_categorie.xml
< funding-signals.raised rule=allocations-overlap start=2027-03-01 end=2027-04-01
> 2026-07-02 12:00 wmo binnen_de_categorie_verwijderd.xml
< funding-signals.withdrawn rule=allocations-overlap

Van meer dan twee telt elke volgende, naast de toewijzing die het langst loopt.

> 2026-07-02 13:00 wmo een_langer.xml
= signals none
> 2026-07-03 12:00 wmo een_korter.xml
< funding-signals.raised rule=allocations-overlap start=2027-05-01 end=2027-06-01
> 2026-07-06 12:00 wmo weer_een.xml
< funding-signals.raised rule=allocations-overlap start=2027-06-01 end=2027-07-01
= signals allocations-overlap,allocations-overlap
