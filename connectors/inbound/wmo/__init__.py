"""The door of the Wmo: iWmo 3.2 between municipality and provider (WMO301, 305, 307, 323)."""
