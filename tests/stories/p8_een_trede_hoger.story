shows P8.4

Teun helpt in de kas.  Hij staat op trede 2 van de participatieladder en komt in mei op trede 3.  Een
trede die bij vergissing gemeld was, wordt weer weggehaald.

> 2026-01-05 18:00 providers teun_begint.json
< placements.started placement=@kas
< placements.progressed placement=@kas progress.*.what=ladder progress.*.text=2
> 2026-05-11 18:00 providers trede_drie.json
< placements.progressed placement=@kas progress.*.text=2,3 progress.*.on=2026-01-05,2026-05-11
> 2026-05-12 18:00 providers trede_vergist.json
< placements.changed placement=@kas progress.*.text=2
= placements @kas progress.*.on=2026-01-05
