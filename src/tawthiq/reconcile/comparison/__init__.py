"""Comparing claims of one block, one slot a file. Finer is compatible; disjoint is a difference."""
