"""Answers: slots filled from the draft, sentences replaced, in the draft's script."""
