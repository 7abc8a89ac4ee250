silent eligibility-contradicts
shows A.2

Een later besluit gaat voor een eerder, ook als het iets anders zegt; en twee besluiten van een dag die
hetzelfde zeggen spreken elkaar niet tegen.

> 2026-01-05 12:00 participatiewet aangewezen.csv
> 2026-01-19 12:00 participatiewet herzien.csv
= signals none
> 2026-01-19 13:00 participatiewet daarna.csv
= signals none
