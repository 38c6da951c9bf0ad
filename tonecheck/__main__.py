"""`python -m tonecheck`."""

from tonecheck.cli import command

if __name__ == "__main__":
    command()
