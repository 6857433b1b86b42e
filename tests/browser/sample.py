"""The site under test: the talks of this repository, one in Chinese only, and one full of traps."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]

BILINGUAL = "how-difficult-is-ai-alignment"
CHINESE = "shui-jide-na-chang-hui"
HAZARD = "hazard"

CHINESE_RECAP = """\
# 谁还记得那场会?

## 摘要

- 会议纪要留下的是决定,逐字记录留下的是说法;人们争的往往是后者。
- 不能搜索的记录,就是没有人读的记录。

## 要点

- 当晚就写:到第二天早上,会议已经忘了一半,所以要趁杯子还没洗就写完纪要。
- 留住原话:摘要的每一行都应当能回到它所依据的那句话,这样谁都可以核对。

## 术语

会议纪要 — 对会议所作决定的简短记载。
逐字记录 — 把说过的每一句话照原样写下来的文本。
"""
CHINESE_TRANSCRIPT = """\
**林一:** 我们每个月聚一次,已经九年了,可我说不出第一年我们商定了什么。会议纪要只有三行,上面写着:茶很好喝。

**周远:** 那纪要倒是记下了决定!不过我明白你的意思。他们争的是当时怎么说的,这就需要逐字记录。[笑声]

**林一:** 两个小时的逐字记录有四十页。谁会读四十页?

**周远:** 没有人从头读,但人人都会去搜索。不能搜索的记录,就是没有人读的记录。

**林一:** 同意。请在纪要里写上:茶又很好喝。
"""

PWN = "window.__pwned=1"
UNSAID = "Penguins never mentioned yoghurt"
"""A takeaway with nothing behind it."""
LONG_WORD = "Donaudampfschifffahrts" * 12
LONG_ADDRESS = "https://example.org/" + "a" * 300
HAZARDS = (
    f"<script>{PWN};alert(1)</script>",
    f'<img src=x onerror="{PWN};alert(2)">',
    f'<svg onload="{PWN}"><a xlink:href="javascript:{PWN}"><text>x</text></a></svg>',
    f'<a href="javascript:{PWN}">click</a>',
    f"[click](javascript:{PWN})",
    f"![x](x){{onerror={PWN}}}",
    f"<javascript:{PWN}>",
    f"{{{{ constructor.constructor('{PWN}')() }}}}",
    "{% raw %}{% include 'mkdocs.yml' %}{% endraw %}",
    f'<iframe srcdoc="<script>parent.__pwned=1</script>" src="javascript:{PWN}"></iframe>',
    f"</p></section></div></body><script>{PWN}</script>",
    f"<!-- --><script>{PWN}</script><!--",
    f'" onmouseover="{PWN}" autofocus onfocus="{PWN}',
    "<style>@import 'https://evil.example/x.css'</style><script src=https://evil.example/x.js></script>",
    "<link rel=stylesheet href=//evil.example/y.css><img src=//evil.example/z.png>",
    "&lt;script&gt; &amp;amp; &#60;b&#62; __init__ *stars* `code` 1. first # head {#t1 .turn} <unk>",
    LONG_WORD,
    LONG_ADDRESS,
)
"""What strangers write: each must be on the page as typed, and do nothing."""
_HAZARD_NAME = f"<img src=x onerror={PWN}>"
_HAZARD_SETTINGS = """\
title: 'Traps <script>window.__pwned=1</script> {{ 7*7 }} & "quotes"'
event: '<img src=x onerror=window.__pwned=1>'
media: 'https://example.org/?q="onmouseover="window.__pwned=1'
speakers:
  - {name: '<img src=x onerror=window.__pwned=1>', role: '"><script>window.__pwned=1</script>'}
  - {name: 'Bea {{ 7+7 }} Trap', role: 'javascript:window.__pwned=1'}
files: {heard.txt: machine}
"""
_HAZARD_HEARD = """\
So the kettle went on at half past four and nobody had brought a cup. We sat down all the same and waited.

Then somebody read the minutes of the last time and somebody else said <script>window.__pwned=1</script> twice.
"""
"""A machine transcript of something else: nobody is named in it, and there is nothing to collate."""


@dataclass(frozen=True)
class BuiltSite:
    """Where the site under test lies."""

    path: Path
    """Folder of the built site."""
    zip_path: Path
    """The same, packed for reading offline."""

    @property
    def pages(self) -> list[str]:
        """Every page, as a path from the root of the site."""
        return sorted(path.relative_to(self.path).as_posix() for path in self.path.rglob("*.html"))

    def pages_of(self, slug: str) -> list[str]:
        """Return the pages of one talk."""
        return [page for page in self.pages if page.startswith(f"talks/{slug}/")]


def build_sample(root: Path) -> BuiltSite:
    """Write the sources below a folder and build them as a user would, zip included."""
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    # What a build of the repository itself has written into `docs` is no source.
    shutil.copytree(REPOSITORY / "docs", root / "docs", ignore=shutil.ignore_patterns("talks"))
    shutil.copytree(REPOSITORY / "talks", root / "talks")
    talks = root / "talks"
    _write(talks / CHINESE / "recap.md", CHINESE_RECAP)
    _write(talks / CHINESE / "transcript.md", CHINESE_TRANSCRIPT)
    _write(talks / HAZARD / "talk.yml", _HAZARD_SETTINGS)
    _write(talks / HAZARD / "recap.md", _hazard_recap())
    _write(talks / HAZARD / "transcript.md", _hazard_transcript())
    _write(talks / HAZARD / "heard.txt", _HAZARD_HEARD)
    command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--site-dir", "site", "--offline"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"the sample site does not build:\n{done.stdout}{done.stderr}"
    return BuiltSite(path=root / "site", zip_path=next((root / "dist").glob("*-offline.zip")))


def _hazard_recap() -> str:
    points = "\n".join(f"- A point with {hazard} inside." for hazard in HAZARDS)
    takeaways = "\n".join(f"- {label}: What it says." for label in (*HAZARDS[:6], UNSAID))
    terms = "\n".join(f"Term {number} {hazard} — Means {hazard}." for number, hazard in enumerate(HAZARDS[:9]))
    return f"# Traps\n\n## TL;DR\n\n{points}\n\n## Takeaways\n\n{takeaways}\n\n## Vocabulary\n\n{terms}\n"


def _hazard_transcript() -> str:
    names = (_HAZARD_NAME, "Bea {{ 7+7 }} Trap")
    turns = [f"**{names[number % 2]}:** {hazard}\n{hazard}" for number, hazard in enumerate(HAZARDS)]
    return "\n\n".join(turns) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
