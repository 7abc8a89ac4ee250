silent R28
shows A.2

Noor wordt op 1 juli achttien.  Haar jeugdhulp eindigt op 30 juni, de Wmo begint op 1 juli.  Haar rolstoel
heeft zij al uit de Wmo: hulpmiddelen komen ook voor een kind daaruit.

> 2026-01-05 12:00 jeugdwet jeugdhulp.csv
> 2026-01-05 12:05 wmo rolstoel.xml
> 2026-06-05 12:00 wmo begeleiding.xml
= signals none
