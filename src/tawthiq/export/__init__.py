"""Files for people and other programs: a page, the exchange format, tables."""
