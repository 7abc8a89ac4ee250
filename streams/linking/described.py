"""A source's description of a person, as the linker compares it."""

from schemas.facts import PersonDescribed
from streams.linking.traits import Described, Traits, traits


def described(who: PersonDescribed) -> Traits:
    return traits(
        Described(
            bsn=who.bsn,
            given_names=who.given_names,
            initials=who.initials,
            prefix=who.prefix,
            surname=who.surname,
            partner_name=who.partner_name,
            birth_date=who.birth_date,
            sex=who.sex,
            street=who.street,
            house_number=who.house_number,
            postcode=who.postcode,
            place=who.place,
            phone=who.phone,
            email=who.email,
        )
    )
