"""By what a file that was made is told from one that somebody wrote: without its sign a file is left alone."""

from __future__ import annotations

HOME_SIGN = (
    "<!-- Made by Talkbook. Write your own docs/index.md without this line and it stays as you wrote it. -->"
)
"""First line of a home page that was made."""
LLMS_SIGN = "<!-- Made by Talkbook. Without this line the file stays as you wrote it. -->"
"""Last line of an `llms.txt` that was made."""
