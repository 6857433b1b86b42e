"""The floor: what no program can do without. Read, split into turns by one expression, write bare HTML.

Run as a script, `python scale_floor.py FROM TO`: every `FROM/<talk>/<talk>.md` becomes `TO/<talk>.html`.
"""

import re
import sys
from html import escape
from pathlib import Path

TURN = re.compile(r"(?m)^\*\*([^*\n]+):\*\*[ ]?")


def main() -> None:
    """Write a page for each talk."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.glob("*/*.md")):
        text = page(path.stem, path.read_text(encoding="utf-8"))
        (target / f"{path.stem}.html").write_text(text, encoding="utf-8")


def page(title: str, text: str) -> str:
    """Return a talk as HTML: what stands before the first label, then a section for each turn."""
    before, *turns = TURN.split(text)
    parts = [f"<!doctype html><meta charset=utf-8><title>{escape(title)}</title><h1>{escape(title)}</h1>"]
    parts += paragraphs(before)
    for number, (name, said) in enumerate(zip(turns[::2], turns[1::2], strict=True), start=1):
        parts.append(f'<section id="t{number}"><h3>{escape(name)}</h3>')
        parts += paragraphs(said)
        parts.append("</section>")
    return "\n".join(parts)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text; an empty line ends one."""
    return [f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part.strip()]


if __name__ == "__main__":
    main()
