"""Wlz: which Wmo clients have a Wlz indication."""
