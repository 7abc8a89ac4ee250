fires revenue-overlaps
shows A.2 A.3

De Werkhaven meldt de omzet van De Kas over het eerste kwartaal, en later nog eens die van maart.  De hub
telt beide, en zegt dat het dezelfde omzet kan zijn.

> 2026-01-02 12:00 providers kas.json
> 2026-04-02 12:00 providers kwartaal.csv
> 2026-05-04 12:00 providers april.csv
= signals none
> 2026-05-05 12:00 providers maart.csv
< funding-signals.raised rule=revenue-overlaps subject_kind=place place=@kas provider=kvk:90000001 start=2026-03-01 end=2026-04-01 mended_by=provider
> 2026-05-11 12:00 providers kwartaal_is_twee_maanden.csv
< funding-signals.withdrawn rule=revenue-overlaps place=@kas
= signals none
