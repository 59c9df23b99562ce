"""Text as text: folding, words and their clitics, sentences, numbers, calendars, names."""
