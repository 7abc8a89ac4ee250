"""Participatiewet: the municipality's own decisions (CSV) and its Suwinet dossier (XML)."""
