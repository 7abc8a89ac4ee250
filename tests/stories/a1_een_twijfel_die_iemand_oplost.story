shows A.1

De Werkhaven kent Fatma Schets, van 1983.  De gemeente kent Fatima Schets.  Misschien is dat dezelfde: het
staat klaar voor iemand om te bekijken.  Een medewerker denkt van niet, en dat geldt.

> 2026-01-05 18:00 providers fatma_bij_de_werkhaven.json
< persons.linked person=@fatma
< placements.started person=@fatma placement=@los
> 2026-01-12 12:00 wmo toewijzing.xml
< persons.linked person=@fatima
< persons.link-doubted doubts.*.reason=uncertain
< persons.link-doubted doubts.*.reason=uncertain
= persons 2
= reviews uncertain
! 2026-01-13 10:00 two fatma_bij_de_werkhaven.json toewijzing.xml
< persons.link-doubted doubts=none
< persons.link-doubted doubts=none
= persons 2
= reviews none

Later vertelt De Werkhaven haar hele geboortedatum.  Dat past veel beter: de vraag komt terug, met wat
er veranderd is.  Nu zegt de medewerker dat het dezelfde is: haar toewijzing dekt haar plaatsing.

> 2026-03-02 18:00 providers fatma_met_geboortedatum.json
< persons.link-doubted doubts.*.reason=evidence-changed
< persons.link-doubted doubts.*.reason=evidence-changed
= persons 2
= reviews evidence-changed
! 2026-03-03 10:00 one fatma_met_geboortedatum.json toewijzing.xml
< persons.merged person=@fatima retired.0=@fatma
< persons.link-doubted doubts=none
< persons.link-doubted doubts=none
< placements.withdrawn placement=@los
< placements.started person=@fatima placement=@nieuw
= persons 1
= reviews none
= coverages @nieuw periods.0.state=covered
