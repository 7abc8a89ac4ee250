shows P7.3

Lotte vraagt wat de gemeente over haar weet.  Zij krijgt een overzicht in gewone woorden: wie haar hoe kent,
waarom dat bij elkaar hoort, wat er verteld is en door wie, waar zij werkt, wie er betaalt, wat er openstaat,
en alles wat er over haar gemeld is.  Haar BSN staat er niet in, alleen dat het bekend is.

> 2026-01-05 12:00 wmo toewijzing.xml
< persons.linked person=@lotte
= overview @lotte "uw burgerservicenummer (BSN) is bekend" "Alles komt van een bron" without="999900031" without="Houtwerkplaats"
> 2026-01-05 18:00 providers lotte_begint.json
< placements.started person=@lotte
= overview @lotte "Wat de Wmo van de gemeente en De Werkhaven vertellen hoort bij elkaar" "Gelijk: burgerservicenummer (BSN), voornamen, achternaam, geboortedatum" "dagbesteding op Houtwerkplaats van De Werkhaven, 16 uur per week, vanaf 5 januari 2026." "4 dagdelen per week" "5 januari 2026: dat u op een plek begint."
> 2026-02-02 18:00 providers trede_en_gesprek.json
< placements.progressed
< funding-mixes.changed contact.held=2026-02-02
> 2026-03-16 12:00 wmo toewijzing_korter.xml
< funding-mixes.changed person=@lotte
> 2026-03-16 12:01 participatiewet besluit.csv
< transfers.prepared person=@lotte
= overview @lotte "stap op 2 februari 2026: trede 3" "Het laatste gesprek over uw ontwikkeling was op 2 februari 2026" "tot en met 31 maart 2026: uit de Wmo" "vanaf 1 april 2026 tot en met 31 maart 2027: uit de Participatiewet" "Van de Wmo naar de Participatiewet, vanaf 1 april 2026" "Er staat geen signaal open" "16 maart 2026: een overdracht van de ene wet naar de andere." without="999900031"
