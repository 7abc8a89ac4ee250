silent eligibility-contradicts
shows A.2

Een later besluit gaat voor een eerder, ook als het iets anders zegt.  Besluiten van een dag die op elkaar
volgen, of die hetzelfde zeggen, spreken elkaar niet tegen.

> 2026-01-05 12:00 participatiewet aangewezen.csv
> 2026-01-19 12:00 participatiewet herzien.csv
= signals none
> 2026-01-19 13:00 participatiewet daarna.csv
= signals none
= eligibilities 9901/beschut_werk periods.0.start=2026-06-01 periods.0.eligible=1

Wie het laatst besluit gaat voor, ook als dat besluit eerder ingaat: van mei tot en met augustus is Noor er niet
op aangewezen.

> 2026-03-05 12:00 participatiewet niet_in_de_zomer.csv
= eligibilities 9901/beschut_werk periods.0.start=2026-09-01 periods.0.eligible=1
= signals none
