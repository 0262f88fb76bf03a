"""Features of an issue's text, the same code for training and for judging. Needs numpy only."""
