shows P9.1 A.3
fires claim-without-allocation claim-on-removed-allocation

De declaratie over januari komt eerder dan de toewijzing: tot die er is, is zij niet bekend.

> 2026-02-05 12:00 wmo januari.xml
< funding-signals.raised rule=claim-without-allocation subject_kind=account account=@werkhaven person=- provider=kvk:90000001 start=2026-01-05 end=2026-02-01 mended_by=provider
? januari.xml concluded
> 2026-02-06 12:00 wmo toewijzing.xml
< funding-signals.withdrawn rule=claim-without-allocation account=@werkhaven
= signals none

Het raamcontract wordt pas later gemeld, en zonder de indexering: dan is er te veel gedeclareerd, tot het
is gecorrigeerd.  Is er geen contract meer, dan is er ook geen maximum.

> 2026-02-16 10:00 wmo contract_later.csv
< funding-signals.raised rule=claim-above-maximum number=42000 maximum=40000
> 2026-02-23 10:00 wmo contract_gecorrigeerd.csv
< funding-signals.withdrawn rule=claim-above-maximum
> 2026-02-24 10:00 wmo toch_lager.csv
< funding-signals.raised rule=claim-above-maximum number=42000 maximum=40800
~ 2026-02-24 11:00 signals.claim-above-maximum=false
< funding-signals.withdrawn rule=claim-above-maximum
~ 2026-02-24 12:00 signals.claim-above-maximum=true
< funding-signals.raised rule=claim-above-maximum
> 2026-02-25 10:00 wmo contract_vervalt.csv
< funding-signals.withdrawn rule=claim-above-maximum

De gemeente verwijdert de toewijzing, terwijl er al op is gedeclareerd: dat kan alleen zij nagaan.  Als
de aanbieder crediteert, is ook dat opgelost.

> 2026-03-10 12:00 wmo toewijzing_verwijderd.xml
< funding-signals.raised rule=claim-on-removed-allocation account=@werkhaven mended_by=municipality
? toewijzing_verwijderd.xml concluded
> 2026-04-02 12:00 wmo gecrediteerd.xml
< funding-signals.withdrawn rule=claim-on-removed-allocation account=@werkhaven
= signals none
