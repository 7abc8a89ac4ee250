silent allocations-overlap allocation-contradicts
shows A.2

Een toewijzing die begint op de dag nadat de vorige eindigt; een ander product, een andere aanbieder; en twee
rolstoelen tegelijk.  Dat mag allemaal.

> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-01-06 12:00 wmo daarna.xml
> 2026-01-07 12:00 wmo ander_product.xml
> 2026-01-08 12:00 wmo andere_aanbieder.xml
> 2026-01-09 12:00 wmo rolstoel.xml
> 2026-01-12 12:00 wmo tweede_rolstoel.xml
= signals none

De tweede wordt verlengd.  Nog eens gestuurd is zij niet meer gewijzigd: haar tijdstip blijft, de reden van
wijziging is weg.  Een seconde later is een later tijdstip.

> 2026-03-02 12:00 wmo verlengd.xml
> 2026-03-09 12:00 wmo nog_eens_gestuurd.xml
> 2026-03-16 12:00 wmo zelfde_dag_later.xml
= signals none
