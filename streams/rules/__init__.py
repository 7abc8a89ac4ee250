"""Rules: each a small pure function with its legal source.  Signals inform, they never block."""
