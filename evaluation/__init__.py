"""Measuring tawthiq: the scorer, the gold of the examples, the gate."""
