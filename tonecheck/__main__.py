"""`python -m tonecheck`."""

import sys

from tonecheck.cli import main

if __name__ == "__main__":
    sys.exit(main())
