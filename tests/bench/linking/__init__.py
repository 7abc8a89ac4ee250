"""Our linker beside another's, on tables whose truth is known."""
