"""The tests of networks belong to the environment of requirements/training.txt: they are collected where PyTorch is there."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("torch") else ["test_network.py", "test_exact.py", "test_claims_heads.py", "test_ocr_learning.py"]
