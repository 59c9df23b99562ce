"""Our own annotated press articles: choosing, showing, correcting, comparing. Labels are offsets; texts stay outside."""
