"""`python -m tests.bench.search_quality [SITE]`: how often the turn a query came from is among the first ten hits.

Without a site, the plain reader of the index answers, which looks at the texts of the best 24 units, and at 96 for
a phrase. With a built site of the same talks (`--write FOLDER` writes its sources), its own search answers in
Chromium, and beside it Pagefind (pip `pagefind[extended]`), which reads the same HTML. Pagefind finds pages and,
within each, headings: what counts there is a turn among the three best headings of the first ten pages, as its own
page shows them.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from generator.analysis.witnessing import inherit_speakers
from generator.assemble import load_talk
from generator.errors import ProblemsError
from generator.model import Talk
from generator.search.files import index_files
from generator.search.postings import index_talk
from generator.search.segments import merge_segment, segment_count, segment_of, text_files
from generator.sources import find_talks
from tests.bench.scale_corpus import has_corpus, write_site
from tests.bench.search_queries import FIRST, Query, draw_queries, write_talks
from tests.search_reader import Index

LOOKED, LOOKED_FOR_PHRASE = 24, 96
"""Texts that the reader looks at: as many as the page loads by itself."""
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_TURN = re.compile(r"([^/]+)/transcript\.html#(t\d+)")

# Each takes the text of a query and returns the addresses of what is found, the best first.
_OURS = """async (query) => {
  const index = await talkbookSearch.open();
  const answer = await index.find(query, false, {});
  const hits = [];
  for (let more = answer !== null; more; ) {
    const page = await answer.next();
    hits.push(...page.hits);
    more = page.more && hits.length < 10 && page.looked < answer.bound;
  }
  return hits.map(({ talk, page, anchor }) => `${talk.slug}/${page}.html#${anchor}`);
}"""
_PAGEFIND = """async (query) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = await pagefind.search(query);
  const pages = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  const weight = (part) => part.weighted_locations.reduce((sum, one) => sum + one.balanced_score, 0);
  const best = (parts) => parts.sort((one, other) => weight(other) - weight(one)).slice(0, 3);
  return pages.flatMap((page) => best(page.sub_results).map((part) => part.url.replace(/-head$/, "")));
}"""

Shares = dict[str, Counter[str]]
"""Queries of each kind that were answered well, by who answered; `""` is all queries."""


def main() -> int:
    """Print the shares, and return the status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search_quality", description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, help="folder of the built HTML")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the sources of the site, and stop")
    arguments = parser.parse_args()
    if not has_corpus():
        return 0
    if arguments.write:
        write_talks(arguments.write / "talks")
        write_site([], arguments.write)
        return 0
    talks = _talks()
    queries = draw_queries(talks)
    shares: Shares = {"queries": Counter(query.kind for query in queries)}
    if arguments.site:
        shares |= browser_shares(arguments.site, queries)
    else:
        shares["plain reader"] = _count(queries, _reader(talks))
    _print(shares)
    return 0


def browser_shares(site: Path, queries: Sequence[Query]) -> Shares:
    """Return how a built site answers in Chromium, and how Pagefind answers from the same pages."""
    shares: Shares = {}
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "site"
        shutil.copytree(site, copy)
        has_pagefind = _make_pagefind(copy)
        with _served(copy) as address, _page() as page:
            page.goto(f"{address}/talks/search.html")
            shares["ours"] = _count(queries, partial(_asked, page, _OURS))
            if has_pagefind:
                shares["Pagefind"] = _count(queries, partial(_asked, page, _PAGEFIND))
    return shares


def _talks() -> list[Talk]:
    talks: list[Talk] = []
    with tempfile.TemporaryDirectory() as name:
        write_talks(Path(name))
        for folder in find_talks(Path(name)).folders:
            try:
                talks.append(inherit_speakers(load_talk(folder)))
            except ProblemsError as error:
                print(f"left out: {error}")  # noqa: T201
    return talks


def _reader(talks: Sequence[Talk]) -> Callable[[str], list[str]]:
    """Return what answers queries from an index of the talks."""
    count = segment_count(len(talks))
    groups = [[talk for talk in talks if segment_of(talk.slug, count) == number] for number in range(count)]
    files: dict[str, bytes] = {}
    segments = []
    for number, group in enumerate(groups):
        indexes = [index_talk(talk) for talk in group]
        segments.append(merge_segment(number, indexes))
        files |= text_files(number, indexes)
    index = Index(files | dict(index_files(segments)))

    def answer(query: str) -> list[str]:
        looked = LOOKED_FOR_PHRASE if '"' in query else LOOKED
        found = (index.units[unit] for unit in index.search(query, looked)[:FIRST])
        return [f"{unit.talk[0]}/{unit.page}.html#{unit.anchor}" for unit in found]

    return answer


def _count(queries: Sequence[Query], answer: Callable[[str], list[str]]) -> Counter[str]:
    good: Counter[str] = Counter()
    for query in queries:
        turns = {(match[1], match[2]) for url in answer(query.text) if (match := _TURN.search(url))}
        good[query.kind] += (query.slug, query.anchor) in turns
    return good


def _print(shares: Shares) -> None:
    kinds = list(shares["queries"])
    print(f"{'':14}{''.join(f'{kind:>10}' for kind in kinds)}{'all':>10}")  # noqa: T201
    for name, counts in shares.items():
        cells = [counts[kind] for kind in kinds]
        share = "" if name == "queries" else f"{100 * sum(cells) / shares['queries'].total():10.1f} %"
        print(f"{name:14}{''.join(f'{cell:10}' for cell in cells)}{share or f'{sum(cells):10}'}")  # noqa: T201


def _make_pagefind(site: Path) -> bool:
    """Let Pagefind index a site, where it is installed."""
    if importlib.util.find_spec("pagefind") is None:
        print("Pagefind is not installed (pip install 'pagefind[extended]'): left out")  # noqa: T201
        return False
    subprocess.run([sys.executable, "-m", "pagefind", "--site", str(site)], check=True, stdout=subprocess.DEVNULL)
    return True


def _asked(page: Any, script: str, query: str) -> list[str]:
    found: list[str] = page.evaluate(script, query)
    return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def _page() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only where a browser is asked)

    path = next(filter(None, map(shutil.which, _CHROMIUM)))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
