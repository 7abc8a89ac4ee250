shows P7.3

Twee vrouwen heten Fatima Schets en zijn op dezelfde dag geboren.  De hub ziet hen eerst als een persoon; een
medewerker weet beter.  Daarna staat in het overzicht van de een niets van de ander: niet haar plek, niet haar
toewijzing, niet haar postcode, en niet wat over haar plek gemeld is.

> 2026-01-05 18:00 providers fatima_bij_de_werkhaven.json
< persons.linked person=@een
< placements.started person=@een
> 2026-01-12 12:00 wmo toewijzing.xml
< persons.renamed person=@ander former=@een
< placements.withdrawn
< placements.started person=@ander
= overview @ander "Wat De Werkhaven en de Wmo van de gemeente vertellen hoort bij elkaar" "bijna gelijk: postcode"
! 2026-02-09 10:00 two fatima_bij_de_werkhaven.json toewijzing.xml
< persons.split person=@ander
< placements.withdrawn
< placements.started person=@een
= overview @een "dagbesteding op Houtwerkplaats" "postcode 1234AB" "Alles komt van een bron" without="1234CD" without="toewijzing" without="BSN) is bekend"
= overview @ander "een toewijzing bij De Werkhaven" "postcode 1234CD" without="1234AB" without="Houtwerkplaats" without="dat u op een plek begint"
