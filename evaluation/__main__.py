"""``python -m evaluation``."""

import os
import sys

from evaluation.run import main

try:
    code = main()
    sys.stdout.flush()
except BrokenPipeError:  # the reader of a long list (head, less) has seen enough
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    code = 0
sys.exit(code)
