"""Steps on Kafka, exactly once: see `README.md` beside this file.

    from streams.engine.app import App

Nothing here knows what the events are about.
"""
