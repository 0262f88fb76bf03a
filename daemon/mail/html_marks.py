"""The mark by which HTML tells own_words that history begins: a private-use character on a line of its own."""

HISTORY_MARK = "\ue000"
