"""The language of the hub: every fact, event, topic and error.  Imports only itself."""
