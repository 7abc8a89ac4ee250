"""Participatiewet: the municipality's decisions and registrations, its Suwinet dossier."""
