"""Tables of words: subjects, names and headers that machines use. Data and look-ups, no decisions."""
