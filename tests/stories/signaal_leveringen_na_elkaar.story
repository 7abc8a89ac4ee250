silent deliveries-overlap
shows A.2

Een pauze, en op de dag daarna weer een start; een stop, en een nieuwe start die op een verkeerde dag was gemeld,
wordt teruggenomen en beter gemeld.  Er loopt steeds een levering tegelijk.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-06 12:00 wmo start.xml
> 2026-03-02 12:00 wmo stop_tijdelijk.xml
> 2026-03-03 12:00 wmo weer_begonnen.xml
> 2026-05-01 12:00 wmo stop_april.xml
> 2026-05-05 12:00 wmo start_mei.xml
> 2026-05-07 12:00 wmo start_mei_ingetrokken.xml
> 2026-05-12 12:00 wmo start_mei_hersteld.xml
< funding-mixes.changed person=@noor periods.0.start=2026-05-11
= signals none

De toewijzing wordt verlengd: de levering loopt door, zonder nieuwe start.  Op een andere toewijzing mag intussen
ook geleverd worden.

> 2026-06-15 12:00 wmo toewijzing_verlengd.xml
> 2026-06-16 12:00 wmo andere_toewijzing.xml
> 2026-06-17 12:00 wmo start_van_de_andere.xml
= signals none

Op de laatste dag van een levering mag de volgende al beginnen.

> 2026-07-14 12:00 wmo andere_gestopt.xml
> 2026-07-15 12:00 wmo zelfde_dag_weer_begonnen.xml
= signals none
