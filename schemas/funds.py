"""Whose money a programme is."""

from enum import StrEnum


class Fund(StrEnum):
    """Whose money a programme is, where a rule asks for it."""

    ESF = "esf"
    OTHER_EU = "ander_eu_fonds"
    REGIO_DEAL = "regio_deal"
    SPUK = "spuk"
    OTHER_STATE = "ander_rijksgeld"
