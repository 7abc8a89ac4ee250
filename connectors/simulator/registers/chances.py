"""Every chance of the population and of its registers, in one place.

Shares of 1, per record unless it says otherwise.  They are assumptions, in the order of what is
known of Dutch registers, and no measurement of any one of them.
"""

from typing import Final

SOURCES: Final = ("wmo", "uwv", "participatiewet", "providers")
SYSTEMS: Final = {2: 0.6, 3: 0.3, 4: 0.1}  # in how many of them a person is known: 2.5 on average

# Names
SURNAME_TYPO = 0.03
GIVEN_TYPO = 0.03  # of records that have given names
INITIALS_ONLY: Final = {"wmo": 0.25, "uwv": 0.25}
INITIALS_TOO: Final = {"wmo": 1.0, "uwv": 1.0, "participatiewet": 1.0, "providers": 0.5}
CALL_NAME: Final = {"providers": 0.40}
PREFIX_ASTRAY = 0.05  # of surnames with a prefix
DIACRITICS_LOST = 0.5  # of names that have any
TRANSLITERATED = 0.08  # of records of people of a group with another alphabet or spelling
PARTNER_USED: Final = {"female": 0.30, "male": 0.03}  # of married people
PARTNER_NOTED = 0.10  # of records of married people who go by their own name

# Dates, sex, numbers
BIRTH_DIGIT = 0.005
BIRTH_SWAPPED = 0.003
ABROAD_VAGUE = 0.04  # of people born abroad: the day or the month too is unknown
VAGUE_DISPUTED = 0.25  # of those: each system knows another date
SEX_WRONG = 0.002
SEX_MISSING: Final = {"providers": 0.20}
BSN_MISSING: Final = {"wmo": 0.01, "uwv": 0.01, "participatiewet": 0.01, "providers": 0.70}
BSN_WRONG = 0.001

# Addresses and contact
MOVED = 0.11  # of people, within two years
OLD_ADDRESS = 0.5  # of each further record of somebody who moved
POSTCODE_TYPO = 0.01
CONTACT = 0.40

# The population, per person.  One in five is born abroad and six in ten live with family of the
# same surname: that follows from `groups` and `households`.
TWINS = 0.03  # of births, and of people: grown-up twins seldom live in one town
SAME_SEX_TWINS = 0.5
NAMESAKES = 0.02
UNRELATED_CALL_NAME = 0.10
PER_ADDRESS = 2.2  # persons, on average
PER_POSTCODE = 17  # addresses, on average
