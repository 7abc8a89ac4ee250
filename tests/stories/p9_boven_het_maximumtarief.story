shows P9.1 A.2
fires claim-above-maximum

De gemeente heeft met De Werkhaven een raamcontract: voor dagbesteding ten hoogste € 60 per dagdeel, en voor
het product 07D01 daarbinnen € 52,50.  In januari declareert De Werkhaven daarvan acht dagdelen voor € 55.  De hub zegt wat is gedeclareerd en wat het
ten hoogste kan zijn, en dat de aanbieder het kan herstellen.  Over de persoon zegt hij niets.

> 2026-01-02 10:00 wmo contract.csv
? contract.csv concluded,concluded
> 2026-01-05 12:00 wmo toewijzing.xml
> 2026-02-05 12:00 wmo januari.xml
< funding-signals.raised rule=claim-above-maximum subject_kind=account account=@werkhaven provider=kvk:90000001 start=2026-01-05 end=2026-02-01 number=44000 maximum=42000 mended_by=provider person=-
? januari.xml concluded

In maart crediteert De Werkhaven de prestatie en declareert haar opnieuw, nu voor € 52,50: precies het
maximum, dus er is niets meer aan de hand.

> 2026-03-05 12:00 wmo februari.xml
< funding-signals.withdrawn rule=claim-above-maximum account=@werkhaven
= signals none
