"""Readings of one text: folding, script, sentences, turns, words."""
