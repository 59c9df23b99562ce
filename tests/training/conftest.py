"""The tests of networks belong to the environment of requirements/training.txt: they are collected where PyTorch is there."""

from importlib.util import find_spec

_NETWORKS = [
    "test_network.py",
    "test_exact.py",
    "test_fuse.py",
    "test_narrow.py",
    "test_claims_heads.py",
    "test_claims_layers.py",
    "test_ocr_learning.py",
    "test_pointers.py",
]

collect_ignore = [] if find_spec("torch") else _NETWORKS
