silent R27
shows A.2

Naast de Regio Deal betaalt de gemeente zelf aan dezelfde kosten mee: zo hoort het.  Rijksgeld betaalt iets
anders, en vanaf juli, na de Regio Deal, dezelfde kosten.

> 2026-01-02 12:00 providers werkplaats.json
= signals none
