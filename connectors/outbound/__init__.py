"""The ways out: the event stream and the metrics."""
