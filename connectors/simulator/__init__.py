"""A fictitious municipality: its sources' messages in their real formats, made from one seed.

Shares no code with the hub but `schemas/`, so that both can be held against each other.
"""
