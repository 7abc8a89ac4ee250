"""Running the hub: command line, brokers, packaging."""
