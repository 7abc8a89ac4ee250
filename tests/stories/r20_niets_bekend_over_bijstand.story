silent R20
shows A.2

Van Fatima is een participatieplaats bekend, en over bijstand is niets verteld.  Wat niemand vertelde hoeft
niet te ontbreken: geen signaal.  Ook haar geboortedatum staat er niet bij.

> 2026-01-05 12:00 participatiewet besluit.csv
= signals none
