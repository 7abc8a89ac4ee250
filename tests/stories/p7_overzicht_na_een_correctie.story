shows P7.3

Van Noor wordt eerst verteld dat zij een toewijzing heeft.  Die was ten onrechte verstuurd, en ook de plaatsing
vervalt.  Haar overzicht zegt daarna wat er nu is, en verzwijgt niet wat er over haar gemeld is geweest.

> 2026-01-05 12:00 wmo toewijzing.xml
< persons.linked person=@noor
> 2026-01-05 18:00 providers noor.json
< placements.started person=@noor
= overview @noor "een toewijzing bij De Werkhaven"
| 2026-02-01
< nothing
> 2026-03-10 12:00 wmo toewijzing_ten_onrechte.xml
< funding-signals.raised rule=provisional
< funding-mixes.changed person=@noor periods=none
= overview @noor "er is nog niets over de betaling besloten" "Een signaal zegt dat iemand ergens naar moet kijken" "10 maart 2026: een signaal" without="een toewijzing bij" without="Er staat geen signaal open"
> 2026-03-16 18:00 providers plaatsing_vervalt.json
< placements.withdrawn
< funding-signals.withdrawn rule=provisional
= overview @noor "Er staat geen signaal open" "5 januari 2026: dat u op een plek begint" "16 maart 2026: dat een eerdere melding over uw plek niet klopt" "16 maart 2026: dat een signaal niet meer geldt" without="dagbesteding op Houtwerkplaats"
