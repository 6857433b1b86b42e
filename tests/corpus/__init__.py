"""Proof on the corpora: every transcript is read, built and proved, and its speakers are held against the truth."""
