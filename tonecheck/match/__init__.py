"""The work on folded text: patterns, guards, the second reader."""
