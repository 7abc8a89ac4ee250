"""A pseudonym is an HMAC, whatever way it is worked out."""

import hmac

import pytest

from schemas.values import pseudonym


@pytest.mark.parametrize("size", [1, 32, 64, 65, 200])
def test_it_is_the_first_half_of_an_hmac_of_the_parts(size):
    key = bytes(range(size))
    for parts in (("person", "bsn", "999900007"), ("é" * 200,), ("",)):
        whole = hmac.new(key, "|".join(parts).encode(), "sha256").hexdigest()
        assert pseudonym(key, *parts) == whole[:32]
