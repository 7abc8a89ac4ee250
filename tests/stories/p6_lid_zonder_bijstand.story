shows P6.1
silent R24

Joost werkt voor zichzelf in de coöperatie, en zijn bijstand stopte de dag voordat hij begon te verdienen.  Zijn
verdiensten staan in zijn mix; er valt niets te verrekenen, hoeveel het ook is.

| 2026-01-01
~ 2026-01-02 09:00 free_amounts=[{"of":"eigen_inkomsten","source":"fictief-besluit-van-Voorbeeldstad","per":"month","start":"2025-01-01","cents":27300,"percentage":25,"months":6},{"of":"eigen_inkomsten","source":"fictief-besluit-van-Voorbeeldstad","per":"year","start":"2025-01-01","cents":100}]
> 2026-01-05 12:00 participatiewet joost.csv
< persons.linked person=@joost
= mixes @joost periods.-1.lines.*.instrument=eigen_inkomsten
| 2026-06-01
< nothing
= settlements 0
= signals none
