"""How Splink 5 is set up for each table; in the peers' environment.

As its documentation advises: the demos *Linking the febrl4 datasets*, *Deduplicating the febrl3
dataset* and *Linking a dataset of real historical persons*; the guides *training rationale* (the
prior from rules that are nearly certain, u from random pairs, m by EM over several blocking rules),
*feature engineering* (derive columns first) and *modelling tips* (many strict blocking rules).

`febrl` is the demo's model with the address (`address_1`), which the demo leaves out.  `febrl-all`
adds what a linker may use besides: the place, and a house number with a typing error in it.
`registers` puts surname and address, which a household shares, into one comparison; without that
ten times as many of its links were false.
"""

from collections.abc import Callable
from dataclasses import dataclass

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import block_on


@dataclass(frozen=True)
class Recipe:
    """
    Args:
        id: the column that names a record.
        derived: SQL over the table `read` that adds the columns which are compared.
        identifier: a column that may be empty in all records; then nothing is said of it.
        comparisons: the levels at which a column agrees.
        blocking: which pairs are compared.
        certain: rules that true pairs alone satisfy, and the share of those that do.
        random_pairs: how many tell how often strangers agree.
        em: the columns that are equal in each training session.
    """

    id: str
    derived: str
    identifier: str
    comparisons: Callable[[], list]
    blocking: tuple
    certain: tuple
    recall: float
    random_pairs: float
    em: tuple[tuple[str, ...], ...]


def febrl() -> Recipe:
    return Recipe(
        id="rec_id",
        derived="select * exclude (address_2, state) from read",
        identifier="soc_sec_id",
        comparisons=_febrl_comparisons,
        blocking=(
            block_on("given_name", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
            block_on("date_of_birth"),
            block_on("postcode"),
            block_on("surname", "street_number"),
            block_on("given_name", "street_number"),
            block_on("address_1"),
        ),
        certain=(
            block_on("given_name", "surname", "date_of_birth"),
            block_on("surname", "date_of_birth", "postcode"),
            block_on("given_name", "date_of_birth", "postcode"),
        ),
        recall=0.8,
        random_pairs=1e8,  # all there are
        em=(("date_of_birth",), ("postcode",)),
    )


def febrl_all() -> Recipe:
    plain = febrl()
    return Recipe(
        **{
            **vars(plain),
            "comparisons": _febrl_all_comparisons,
            "blocking": (*plain.blocking, block_on("suburb")),
        }
    )


def registers() -> Recipe:
    return Recipe(
        id="id",
        derived=_DERIVED,
        identifier="bsn",
        comparisons=_register_comparisons,
        blocking=(
            block_on("birth_date"),
            block_on("surname", "first_name"),
            block_on("surname", "initial", "postcode"),
            block_on("postcode", "number", "initial"),
            block_on("postcode", "number", "born"),
            block_on("surname", "born", "initial"),
            block_on("surname", "substr(birth_date, 6, 5)"),
            block_on("first_name", "born", "substr(postcode, 1, 4)"),
            block_on("phone"),
            block_on("email"),
        ),
        certain=(
            block_on("surname", "first_name", "birth_date"),
            block_on("surname", "initial", "birth_date", "postcode"),
        ),
        recall=0.9,
        random_pairs=1e7,
        em=(("birth_date",), ("surname", "first_name")),
    )


RECIPES = {"febrl": febrl, "febrl-all": febrl_all, "registers": registers}


def _febrl_comparisons():
    return [
        cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
        cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison(
            "date_of_birth",
            input_is_string=True,
            datetime_format="%Y%m%d",
            invalid_dates_as_null=True,
        ),
        cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(
            term_frequency_adjustments=True
        ),
        cl.JaroWinklerAtThresholds("address_1", [0.95, 0.88]).configure(
            term_frequency_adjustments=True
        ),
    ]


def _febrl_all_comparisons():
    number = cl.LevenshteinAtThresholds("street_number", [1])
    place = cl.JaroWinklerAtThresholds("suburb", [0.95, 0.88])
    names_and_date, after = _febrl_comparisons()[:3], _febrl_comparisons()[4:]
    return [
        *names_and_date,
        number.configure(term_frequency_adjustments=True),
        *after,
        place.configure(term_frequency_adjustments=True),
    ]


# Lower case without accents and signs; names without their prefixes, and all names of which a
# surname is made with the partner's beside it; the first of several given names, and none where
# only initials are written; a house number without its addition.
_DERIVED = """
with plain as (
    select *,
        regexp_replace(lower(strip_accents(replace(given_names, 'ı', 'i'))), '[^a-z ]', '', 'g')
            as given,
        regexp_replace(lower(strip_accents(initials)), '[^a-z]', '', 'g') as letters,
        list_transform(
            string_split(concat_ws('-', surname, partner_name), '-'),
            lambda part: regexp_replace(
                regexp_replace(
                    lower(strip_accents(replace(part, 'ı', 'i'))),
                    '\\b(van|von|de|der|den|het|ten|ter|te|op|in|aan|el|al|la|le|du|dos|da|do|t|s)\\b',
                    '', 'g'
                ),
                '[^a-z]', '', 'g'
            )
        ) as parts
    from read
)
select id, source, bsn, birth_date, sex, postcode,
    substr(birth_date, 1, 4) as born,
    list_distinct(list_filter(parts, lambda part: part <> '')) as family,
    nullif(parts[1], '') as surname,
    case when length(given) > 1 then string_split(given, ' ')[1] end as first_name,
    substr(coalesce(nullif(letters, ''), given), 1, 1) as initial,
    letters,
    lower(street) as street,
    regexp_extract(house_number, '[0-9]+') as number,
    place,
    nullif(right(regexp_replace(phone, '[^0-9]', '', 'g'), 9), '') as phone,
    lower(email) as email
from plain
"""


_SURNAME = "len(list_intersect(family_l, family_r)) > 0"
_ALMOST = "jaro_winkler_similarity(surname_l, surname_r) >= 0.88"
_DOOR = (
    "(number_l = number_r and (postcode_l = postcode_r or street_l = street_r"
    " and damerau_levenshtein(postcode_l, postcode_r) = 1))"
)


def _register_comparisons():
    return [
        cl.CustomComparison(
            output_column_name="given_name",
            comparison_levels=[
                cll.NullLevel("initial"),
                cll.ExactMatchLevel("first_name", term_frequency_adjustments=True),
                cll.JaroWinklerLevel("first_name", 0.92),
                cll.CustomLevel(
                    "(first_name_l is null or first_name_r is null)"
                    " and length(letters_l) > 1 and letters_l = letters_r",
                    "only initials, and all agree",
                ),
                cll.CustomLevel(
                    "(first_name_l is null or first_name_r is null) and initial_l = initial_r",
                    "only initials, and the first agrees",
                ),
                cll.JaroWinklerLevel("first_name", 0.8),
                cll.CustomLevel("initial_l = initial_r", "another name with that initial"),
                cll.ElseLevel(),
            ],
        ),
        cl.CustomComparison(
            output_column_name="birth_date",
            comparison_levels=[
                cll.NullLevel("birth_date"),
                cll.CustomLevel(
                    "birth_date_l = birth_date_r and length(birth_date_l) = 10", "the same day"
                ),
                cll.CustomLevel(
                    "starts_with(birth_date_l, birth_date_r)"
                    " or starts_with(birth_date_r, birth_date_l)",
                    "the same as far as both are known",
                ),
                cll.CustomLevel(
                    "born_l = born_r and substr(birth_date_l, 6, 2) = substr(birth_date_r, 9, 2)"
                    " and substr(birth_date_l, 9, 2) = substr(birth_date_r, 6, 2)",
                    "day and month swapped",
                ),
                cll.DamerauLevenshteinLevel("birth_date", 1),
                cll.ExactMatchLevel("born"),
                cll.ElseLevel(),
            ],
        ),
        cl.ExactMatch("sex"),
        # one comparison, for they depend on each other: a household shares both
        cl.CustomComparison(
            output_column_name="surname_and_address",
            comparison_levels=[
                cll.And(cll.NullLevel("surname"), cll.NullLevel("postcode")),
                cll.CustomLevel(f"{_SURNAME} and {_DOOR}", "surname and door"),
                cll.CustomLevel(f"{_ALMOST} and {_DOOR}", "almost the surname, and the door"),
                cll.CustomLevel(_DOOR, "the door, another surname"),
                cll.CustomLevel(f"{_SURNAME} and postcode_l = postcode_r", "surname and postcode"),
                cll.ExactMatchLevel("surname", term_frequency_adjustments=True),
                cll.ArrayIntersectLevel("family", min_intersection=1),
                cll.CustomLevel(_ALMOST, "almost the surname, another address"),
                cll.ElseLevel(),
            ],
        ),
        cl.ExactMatch("phone"),
        cl.ExactMatch("email"),
    ]
