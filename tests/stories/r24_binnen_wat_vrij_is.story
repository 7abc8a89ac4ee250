silent R24
shows A.2

Fatima krijgt twee premies in een jaar, samen precies 3263 euro, en in januari daarna weer een: alles is vrij.
In dienst komt zij op de dag nadat haar bijstand stopt.

> 2026-01-05 12:00 participatiewet besluiten.csv
> 2027-03-20 12:00 uwv inkomsten.xml
= signals none
