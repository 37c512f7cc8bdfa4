"""PostgreSQL, Redis and the house's own processes from one command, on a machine with Python."""
