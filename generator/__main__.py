"""`python -m generator` is the command `talkbook`."""

from generator.cli import main

main()
