"""The doors: one folder per system, `messages.py` (pure) and `port.py` (I/O)."""
