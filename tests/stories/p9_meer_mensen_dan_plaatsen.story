shows P9.2
fires over-budget

De gemeente heeft in 2026 tien plaatsen beschut werk.  Vier mensen zijn aangemeld en wachten op een
beoordeling, op volgorde van aanmelding.  Wie dezelfde dag is aangemeld staat naast elkaar.

> 2026-01-02 09:00 participatiewet aanmeldingen.csv
< budgets.awaiting-assessment-changed budget=@beschut activity=beschut_werk
= awaiting-assessment @beschut periods.*.start=2025-11-03,2025-11-24,2025-12-15
? aanmeldingen.csv concluded,concluded,concluded,concluded

Tien anderen zijn aangewezen en krijgen een plaats: dat past.

> 2026-01-02 10:00 participatiewet tien_aangewezen.csv
= eligible-waiting @beschut periods.0.start=2025-12-01 periods.-1.start=2025-12-10
> 2026-01-02 11:00 participatiewet tien_plaatsen.csv
= eligible-waiting 0
= eligibilities @beschut periods.-2.eligible=10 periods.-2.places=10 periods.-1.places=-
= signals none

In januari worden nog drie mensen aangewezen, van wie de laatste het eerst in het bestand staat.  De hub
zegt dat het er meer zijn dan er plaatsen zijn, en wie er wachten, op datum van het besluit.

> 2026-01-27 09:00 participatiewet nog_drie_aangewezen.csv
< funding-signals.raised rule=over-budget subject_kind=account account=@beschut number=11 maximum=10
< funding-signals.raised rule=over-budget number=12 maximum=10
< funding-signals.raised rule=over-budget start=2026-01-12 end=2027-01-01 number=13 maximum=10
= eligible-waiting @beschut periods.*.start=2026-01-12,2026-01-19,2026-01-26

Van de vier aangemelden worden er twee beoordeeld: de een is aangewezen en gaat wachten, de ander niet.
Er wachten er dan nog twee op een beoordeling.

> 2026-02-10 09:00 participatiewet twee_beoordeeld.csv
< funding-signals.raised rule=over-budget number=14 maximum=10
= awaiting-assessment @beschut periods.*.start=2025-12-15
= eligible-waiting @beschut periods.-1.start=2026-02-09

Iemand die een plaats had, stopt eind februari.  Zij blijft aangewezen en wacht weer: haar besluit is van
december, dus zij staat vooraan.

> 2026-02-16 09:00 participatiewet een_stopt.csv
= eligible-waiting @beschut periods.0.start=2025-12-05 periods.0.waiting.*.start=2026-03-01
= signals over-budget
