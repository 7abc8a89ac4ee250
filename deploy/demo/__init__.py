"""The demo: a broker, the hub and a simulated municipality on one machine, and what one sees."""
