silent R22
shows A.2

Ruud is zes maanden op proef: bij elkaar precies wat mag.  De dag erna begint zijn loonkostensubsidie.  Bij
een ander bedrijf liep er al een; die heeft met de proefplaats niets te maken.

> 2026-01-05 12:00 participatiewet besluiten.csv
> 2026-07-20 12:00 uwv proefplaatsing.csv
= signals none
