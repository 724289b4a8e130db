"""Settings, addresses, servers and the command line: the only place that knows which edition runs."""
