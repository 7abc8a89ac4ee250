"""The policy of the fictitious municipality, with what each setting means."""

from connectors.simulator import sheltered
from connectors.simulator.addresses import municipal_oin
from connectors.simulator.income import FREE_MONTHS, FREE_MOST, FREE_SHARE
from connectors.simulator.life import Stage
from connectors.simulator.world import Provider

FREE_A_YEAR = {"premie": 3_263_00, "onkostenvergoeding": 2_100_00}  # cents
DAGDEEL_CENTS = 50_00  # what a dagdeel of dagbesteding is worth to whoever gives it
SCENARIOS = (-15, -20)  # percent: tariffs that were lowered so much (practices, P8)
POLICY = """\
# Beleid van een gesimuleerde gemeente.  Alles hierin is fictief, ook de nummers.

municipality = "{municipality}"                 # CBS-gemeentecode
name = "Gesimuleerde gemeente {municipality}"
oin = "{oin}"          # organisatie-identificatienummer: afzender van wat de hub meldt
in_force = {start}                   # eerste dag waarop dit beleid geldt
label = "deelnemer"                     # hoe mensen de persoon noemen
minutes_per_dagdeel = 240               # een dagdeel is vier uur (iWmo, WJ756 code 16)
contact_term_months = 24                # binnen deze termijn is iemand gesproken
contact_notice_days = 60                # zoveel dagen ervoor wordt het gemeld
stay_months = 24                        # zo lang zonder ontwikkeling bij een aanbieder is lang
transfer_gap_days = 31                  # zo lang ertussen is nog een overdracht van wet naar wet
small_group = 5                         # groepen kleiner dan dit worden niet geteld
tariff_scenarios = [{scenarios}]           # wat er overblijft bij zoveel procent minder tarief

# Van welke bronnen de registraties van een persoon gekoppeld mogen worden, en op welke grond.
# Zonder grond koppelt de hub niets.  Deze geldt alleen voor een simulatie: een gemeente vult
# hier de grond in die zij heeft.
[[grounds]]
sources = ["wmo", "uwv", "participatiewet", "jeugdwet", "wlz", "providers"]
basis = "fictief, voor simulatie: geen grond voor het koppelen van echte gegevens"

# Voor welke activiteit een Wmo-product staat; productcodes spreken gemeente en aanbieder af.
# Eerst telt de code, dan de categorie (lijst WMO020; 07 is dagbesteding).
[[products]]
category = "07"
code = "07A01"
activity = "dagbesteding"

[[products]]
category = "07"
code = "07A02"
activity = "dagbesteding"

[[products]]
category = "07"
activity = "dagbesteding"

# Wat van eigen verdiensten naast bijstand vrij is: een deel, ten hoogste zoveel cent per maand,
# zoveel maanden lang.
[[free_amounts]]
of = "eigen_inkomsten"
per = "month"
start = {start}
cents = {free_most}
percentage = {free_share}
months = {free_months}
source = "fictief, naar Participatiewet art. 31 lid 2 n"

# Hoeveel plaatsen beschut werk er zijn.
[[place_budgets]]
activity = "beschut_werk"
places = {places}
start = {start}

# Wat naast bijstand wordt vrijgelaten, in eurocent.  De bedragen zijn verzonnen.
[[free_amounts]]
of = "premie"
per = "year"
start = {year}-01-01
cents = {premie}
source = "fictief: besluit van een gesimuleerde gemeente"

[[free_amounts]]
of = "onkostenvergoeding"
per = "year"
start = {year}-01-01
cents = {onkostenvergoeding}
source = "fictief: besluit van een gesimuleerde gemeente"

# Wat een dagdeel dagbesteding oplevert voor de plek die het geeft, in eurocent.  Ook verzonnen.
[[tariffs]]
stream = "wmo"
instrument = "dagbesteding"
unit = "dagdeel"
cents = {dagdeel}
start = {year}-01-01
source = "fictief: raamcontract van een gesimuleerde gemeente"

# Welke signalen aan staan.  Een signaal informeert, het blokkeert niets.
[signals]
overlap = true
gap = true
provisional = true
overbooked = true
contact-due = true                      # bijstand, en bijna te lang niet gesproken
stay = true                             # lang bij een aanbieder, zonder bekende ontwikkeling
contact-overdue = true                  # bijstand, en te lang niet gesproken
R01 = true                              # Wlz naast een Wmo-maatwerkvoorziening
R07 = true                              # twee loonkostensubsidies bij een werkgever
R05 = true                              # Wmo-dagbesteding naast beschut werk
R08 = true                              # loonkostensubsidie voor een Wsw-baan
R09 = true                              # loonkostensubsidie naast Wajong
R20 = true                              # participatieplaats onder de 27
R22 = true                              # proefplaats die te lang duurt
R23 = true                              # bijstand naast een andere uitkering
R24 = true                              # bijstand naast inkomsten, of te veel premie
R25 = true                              # Wsw naast beschut werk
R26 = true                              # een kostenpost bij twee Europese fondsen
R27 = true                              # rijksgeld naast een Regio Deal, voor dezelfde kosten
over-budget = true                      # meer mensen op beschut werk aangewezen dan plaatsen
claim-without-allocation = true         # gedeclareerd, en geen toewijzing bekend
claim-on-removed-allocation = true      # gedeclareerd op een verwijderde toewijzing
claim-above-maximum = true              # boven het maximumtarief van het raamcontract

# Hoe lang iets bewaard wordt, in dagen.
[retention]
raw = 365
dead_letters = 365
public = 365
done_files = 30

# Hoe een afzender zijn kolommen noemt, als dat anders is dan de hub:
# [columns.participatiewet]
# besluitnummer = "Zaaknummer"

# Onder welke nummers de bronnen een aanbieder kennen: KvK bij aanbieders en gemeente, AGB bij de
# Wmo.
"""
ORGANISATION = """
[[organisations]]
id = "kvk:{kvk}"
name = "{name}"
known_as = ["agb:{agb}"]
"""


def write_policy(stage: Stage) -> str:
    world = stage.world
    head = POLICY.format(
        municipality=stage.municipality,
        oin=municipal_oin(stage.municipality),
        start=stage.start,
        free_most=FREE_MOST,
        free_share=FREE_SHARE,
        free_months=FREE_MONTHS,
        places=sheltered.places(stage),
        scenarios=", ".join(map(str, SCENARIOS)),
        year=stage.start.year,
        **FREE_A_YEAR,
        dagdeel=DAGDEEL_CENTS,
    )
    return head + "".join(map(_organisation, (*world.providers, *world.apart, world.home_help)))


def _organisation(provider: Provider) -> str:
    return ORGANISATION.format(kvk=provider.kvk, name=provider.name, agb=provider.agb)
