shows P8.3
subscriber werkplein streams=participatiewet,uwv,other,programme,revenue
subscriber zorgloket streams=wmo,wlz,jeugdwet,zvw

Marijke heeft dagbesteding uit de Wlz, en bijstand.  In april begint zij ook met beschut werk.  Het
werkplein hoort van de bijstand en het werk, en nooit iets van de zorg: geen regel, geen plaatsing, geen bron.
Het zorgloket hoort van de dagbesteding, en nooit iets van het werk.  Beiden geven haar een andere naam.

> 2026-02-01 18:00 providers werkplaatsen.json
> 2026-03-02 12:00 wlz wlz.csv
< persons.linked person=@marijke
» werkplein nothing
» zorgloket persons.linked person=@zorg_marijke after.0.members.*.source=wlz
» zorgloket funding-mixes.changed person=@zorg_marijke periods.0.lines.*.stream=wlz
> 2026-03-02 12:05 providers marijke_begint.json
< placements.started person=@marijke placement=@dagbesteding
» werkplein nothing
» zorgloket placements.started person=@zorg_marijke placement=@zorg_dagbesteding activity=dagbesteding
= told zorgloket coverages 0

> 2026-03-09 12:00 participatiewet bijstand.csv
» werkplein persons.linked person=@werk_marijke after.0.members.*.source=participatiewet
» werkplein funding-mixes.changed person=@werk_marijke periods.0.start=2026-03-01 periods.*.lines.*.stream=participatiewet
» zorgloket nothing
> 2026-03-16 12:00 participatiewet beschut_werk.csv
» werkplein funding-mixes.changed person=@werk_marijke
» zorgloket nothing
> 2026-03-30 12:00 providers marijke_werkt.json
< placements.started person=@marijke placement=@werk activity=beschut_werk
» werkplein placements.started person=@werk_marijke placement=@werk_beschut activity=beschut_werk
» zorgloket nothing
» werkplein without=wlz without=wmo without=dagbesteding without=algemene_voorziening without=999900067
» zorgloket without=participatiewet without=bijstand without=beschut without=999900067
= mixes @marijke periods.2.lines.*.stream=participatiewet,participatiewet,wlz
= told werkplein mixes @werk_marijke periods.*.lines.*.stream=participatiewet,participatiewet+participatiewet
= told werkplein placements 1
= told werkplein coverages 0
= told zorgloket mixes @zorg_marijke periods.*.lines.*.stream=wlz
= told zorgloket placements 1
