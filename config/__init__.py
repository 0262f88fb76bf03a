"""Settings as frozen types, from one table; imports nothing of ours."""
