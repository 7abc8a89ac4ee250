"""The door of the Jeugdwet: the municipality's own decisions on help for young people (CSV)."""
