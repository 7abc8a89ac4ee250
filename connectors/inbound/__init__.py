"""Doors through which messages come in."""
