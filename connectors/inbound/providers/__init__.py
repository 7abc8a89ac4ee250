"""Providers: places, participants and placements, as CloudEvents or as tables."""
