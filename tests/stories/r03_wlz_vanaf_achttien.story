silent R03
shows A.2

Noor wordt op 1 juni achttien.  Op die dag begint haar Wlz.  De jeugdhulp loopt nog een maand door: dat is
een vraag over haar leeftijd (R28), niet over de Wlz naast jeugdhulp voor een kind.

> 2026-01-05 12:00 jeugdwet jeugdhulp.csv
< funding-signals.raised rule=R28 start=2026-06-01 end=2026-07-01
> 2026-05-12 12:00 wlz wlz.csv
= signals R28
