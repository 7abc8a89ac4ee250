"""What the operator gives the hub is checked whole, before anything starts."""

from pathlib import Path

import pytest

from deploy import settings
from schemas.errors import WrongConfiguration

KEY, OTHER = "ab" * 32, "cd" * 32


def policy_of(town, folder):
    file = folder / f"{town}.toml"
    file.write_text(
        f'municipality = "{town}"\nname = "Voorbeeldstad"\n'
        'oin = "00000099000000000001"\nin_force = 2026-01-01\n'
    )
    return file


def key_of(name, text, folder):
    file = Path(folder) / name
    file.write_text(text)
    return file


def test_a_municipality_and_its_key_are_taken(tmp_path):
    """
    With one municipality the key file may have the general name.
    """
    serving = settings.load(
        [policy_of("0034", tmp_path)], [key_of("hmac.key", f"{KEY}\n", tmp_path)]
    )

    assert {"0034": bytes.fromhex(KEY)} == serving.keys
    assert "0034" == serving.default


def test_a_key_may_come_from_the_environment(tmp_path, monkeypatch):
    """
    Where files are not where secrets are kept.
    """
    monkeypatch.setenv("SAMENLOOP_KEY_0034", KEY)

    assert bytes.fromhex(KEY) == settings.load([policy_of("0034", tmp_path)]).keys["0034"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [("zz" * 32, "not hexadecimal"), ("ab" * 8, "8 bytes; 32 at least")],
)
def test_a_key_that_is_none_is_refused_without_showing_it(tmp_path, text, fault):
    """
    A short key is undone by trying.
    """
    with pytest.raises(WrongConfiguration, match=fault) as wrong:
        settings.load([policy_of("0034", tmp_path)], [key_of("hmac.key", text, tmp_path)])

    assert text not in str(wrong.value)


def test_every_fault_of_every_file_is_told_at_once(tmp_path):
    """
    Nobody should have to start the hub five times to find five faults.
    """
    broken = tmp_path / "broken.toml"
    broken.write_text('municipality = "34"\nname = ""\n')
    faults = [broken, policy_of("0034", tmp_path)]

    with pytest.raises(WrongConfiguration) as wrong:
        settings.load(faults)

    for word in ("municipality", "name", "oin", "in_force", "no key of municipality 0034"):
        assert word in str(wrong.value)


def test_two_municipalities_may_not_share_a_key(tmp_path):
    """
    One person in both would bear one name, and be linked by it.
    """
    policies = [policy_of("0034", tmp_path), policy_of("0599", tmp_path)]
    same = [key_of("0034.key", KEY, tmp_path), key_of("0599.key", KEY, tmp_path)]

    with pytest.raises(WrongConfiguration, match="the same key"):
        settings.load(policies, same)

    different = [same[0], key_of("0599.key", OTHER, tmp_path)]
    assert settings.load(policies, different).default is None
