"""The same small step on several engines, one process each.  None of them checks its own work.

Each reads its job from the environment (`job.py`), works until it gets SIGTERM, and prints nothing.
"""
