"""The floors of the package: imports only go down, files can be read in one sitting, the disk has few doors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator"

FLOORS: dict[str, tuple[str, ...]] = {
    "doors": ("cli", "__main__", "mkdocs_plugin"),
    "whole": (
        *("pipeline", "site", "talks", "talk_reading", "talk_making", "talk_proving"),
        *("cache", "packing", "ledger", "fingerprint", "workers", "talk_finishing"),
        *("fast_site", "base_site", "base_job", "stand_ins", "mkdocs_run", "frames", "page_html", "page_markdown"),
        "sitemap",
        *("writing", "settings_pages", "search_files"),
        *("files", "talk_jobs", "by_hand", "page_writing", "one_build", "site_folder"),
        "preview",
        "scaffold",
        "intake",
        "checking",
        "progress",
        "exporting",
        "settings",
        "assets",
        "theme",
    ),
    "outwards": (
        *("pages", "pages.*", "exports", "exports.*", "verify", "verify.*"),
        *("fastpath", "fastpath.*", "search", "search.*"),
    ),
    "inwards": (
        *("sources", "decoding", "nodes", "talkfile", "witnesses", "twins", "assemble"),
        *("chapters", "label_pairs", "translations"),
        *("formats", "formats.*", "recap", "recap_*", "paragraphs", "analysis", "analysis.*"),
    ),
    "model": ("model", "speech", "anchors", "marks", "signs", "talk_langs", "turns", "beads"),
    "ground": ("", "origin", "errors", "timecode", "values", "words", "columns", "languages"),
}
"""From the top down, with their modules; a new module is added to one of them."""

APART = {
    "verify*": ("pages*", "exports*", "analysis*", "formats*", "recap*", "assemble", "sources", "talkfile"),
    "exports*": ("pages*", "verify*", "formats*", "recap*", "assemble", "sources", "talkfile"),
    "pages*": ("verify*", "exports*", "formats*", "recap*", "assemble", "sources", "talkfile"),
    "search.*": ("pages*", "verify*", "exports*", "formats*", "recap*", "assemble", "sources", "talkfile"),
    "analysis*": ("formats*", "recap*", "assemble", "sources", "talkfile"),
    # It reads Markdown, whoever wrote it.
    "fastpath*": (
        *("pages*", "exports*", "verify*", "analysis*", "formats*", "recap*", "paragraphs"),
        *("assemble", "sources", "decoding", "nodes", "talkfile", "witnesses", "twins"),
        *("chapters", "label_pairs", "translations"),
    ),
    "formats.*": ("formats", "assemble", "sources"),
    "cli": ("mkdocs_plugin",),
    "mkdocs_plugin": ("cli",),
}
"""What does not see each other although the floors would allow it."""

TOUCH_THE_DISK = frozenset(
    {"sources", "settings", "assets", "pages.strings", "pipeline", "site", "preview", "scaffold", "mkdocs_plugin"}
    | {"intake", "checking", "cache", "ledger", "fingerprint", "talk_reading", "talk_making", "talk_proving"}
    | {"talk_finishing", "fast_site", "base_site", "base_job", "stand_ins", "files", "by_hand", "page_writing"}
    | {"one_build", "site_folder"}
    | {"exporting", "verify", "verify.found", "verify.record", "verify.plain_text"}
)
"""The readers of sources and settings, the writers of pages and sites, and the proof. All else is values."""

_DISK = frozenset(
    {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rmdir", "rename", "touch"}
    | {"iterdir", "glob", "rglob", "exists", "is_file", "is_dir", "stat", "resolve"}
    | {"copy", "copyfile", "copytree", "rmtree", "mkdtemp"}
)
LONGEST_FILE = 250
LONGEST_FUNCTION = 25


@cache
def _modules() -> dict[str, ast.Module]:
    """Return every module by its name below `generator`, `""` for the package itself."""
    found: dict[str, ast.Module] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def _imports(name: str) -> set[str]:
    """Return the modules of ours that a module imports, also inside functions and for types only."""
    found: set[str] = set()
    for node in ast.walk(_modules()[name]):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: imports are written in full"
            found |= {_module(f"{node.module}.{alias.name}", str(node.module)) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {_module(alias.name, alias.name) for alias in node.names}
    return found - {"?"}


def _module(full: str, parent: str) -> str:
    for name in (full, parent):
        ours = name.removeprefix("generator").removeprefix(".")
        if (name == "generator" or name.startswith("generator.")) and ours in _modules():
            return ours
    return "?"


def _floor(name: str) -> int:
    for height, patterns in enumerate(reversed(FLOORS.values())):
        if any(fnmatchcase(name, pattern) for pattern in patterns):
            return height
    pytest.fail(f"generator/{name.replace('.', '/')}.py is on no floor; add it to FLOORS")


def _all_imports() -> Iterator[tuple[str, str]]:
    return ((name, other) for name in _modules() for other in sorted(_imports(name)))


def test_imports_only_go_down() -> None:
    up = [f"{name} imports {other}" for name, other in _all_imports() if _floor(other) > _floor(name)]
    assert up == []


def test_witnesses_do_not_see_each_other() -> None:
    seen = [
        f"{name} imports {other}"
        for name, other in _all_imports()
        for pattern, hidden in APART.items()
        if fnmatchcase(name, pattern) and any(fnmatchcase(other, one) for one in hidden)
    ]
    assert seen == []


def test_proof_shares_little_with_the_pages() -> None:
    """Anchors and words, and what was read: the model. Everything else is the proof's own."""
    shared = {
        other for name, other in _all_imports() if name.startswith("verify") and not other.startswith("verify")
    }
    assert shared <= {"anchors", "words", "model", "origin"}


def test_imports_run_in_no_circle() -> None:
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join([*path, name])
        if name not in done:
            for other in _imports(name):
                visit(other, (*path, name))
            done.add(name)

    for name in _modules():
        visit(name, ())


def test_few_modules_touch_the_disk() -> None:
    touching = {name for name, tree in _modules().items() if any(map(_touches_disk, ast.walk(tree)))}
    assert touching - TOUCH_THE_DISK == set()


def _touches_disk(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "open"
    return isinstance(node.func, ast.Attribute) and node.func.attr in _DISK


def test_nothing_runs_on_import() -> None:
    """A module defines; what it does, a function does."""
    running = [
        f"{name}:{node.lineno}"
        for name, tree in _modules().items()
        for node in tree.body
        if isinstance(node, (ast.For, ast.While, ast.With, ast.Try))
        or (isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant))
        if name != "__main__"
    ]
    assert running == []


@pytest.mark.parametrize("suffix", ["py", "css", "js"])
def test_files_are_short(suffix: str) -> None:
    paths = [path for path in PACKAGE.rglob(f"*.{suffix}") if "vendor" not in path.parts]
    sizes = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in paths
    }
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def test_functions_are_short() -> None:
    long = {
        f"{name}.{node.name}": node.end_lineno - node.lineno + 1
        for name, tree in _modules().items()
        for node in _functions(tree)
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_whatever_is_public_says_what_it_is() -> None:
    silent = [
        f"{name}.{getattr(node, 'name', '')}"
        for name, tree in _modules().items()
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and not getattr(node, "name", "").startswith("_")
        and _is_reached(tree, node)
        and not ast.get_docstring(node)
        and name != "__main__"
    ]
    assert silent == []


def _is_reached(tree: ast.Module, node: ast.AST) -> bool:
    """Tell whether a definition can be reached from outside: it stands in the module or in a public class."""
    classes = (one for one in tree.body if isinstance(one, ast.ClassDef) and not one.name.startswith("_"))
    reached = [*tree.body, *(inner for owner in classes for inner in owner.body)]
    return node is tree or node in reached


def test_fields_of_values_say_what_they_are() -> None:
    """A docstring stands under each field of the model: it is read more often than any other file."""
    silent = [
        f"{owner.name}.{ast.unparse(field.target)}"
        for owner in ast.walk(_modules()["model"])
        if isinstance(owner, ast.ClassDef)
        for field, after in zip(owner.body, [*owner.body[1:], None], strict=True)
        if isinstance(field, ast.AnnAssign) and not (isinstance(after, ast.Expr))
    ]
    assert silent == []
