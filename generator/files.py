"""Files and folders as a build leaves them: written whole, touched only where they are new, soon looked over."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.fingerprint import Stamp


def stamp_of(path: Path) -> Stamp:
    """Return size and time of a file."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def files_below(folder: Path) -> dict[str, Stamp]:
    """Return size and time of every file below a folder, by its path there."""
    found: dict[str, Stamp] = {}
    folders = [(str(folder), "")]
    while folders:
        path, below = folders.pop()
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{below}{entry.name}/"))
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[below + entry.name] = status.st_size, status.st_mtime_ns
    return found


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it, and other links to the old one keep what they have."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # `mkstemp` makes files for nobody else; pages are for everybody.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_new(path: Path, content: bytes) -> Stamp:
    """Write a file unless it has these bytes already, so that a live preview sees only what is new."""
    with suppress(OSError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return stamp_of(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    # Other links to the old file, such as the one on the site, keep what they have.
    with path.open("xb") as file:
        file.write(content)
    return stamp_of(path)


def copy_new(source: Path, target: Path) -> Stamp:
    """Copy a recording unless the copy is as old and as long: it is not worth reading twice."""
    with suppress(OSError):
        if stamp_of(source) == stamp_of(target):
            return stamp_of(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    shutil.copy2(source, target)
    return stamp_of(target)


def put(source: Path, target: Path) -> Stamp:
    """Put a file in place without copying it, where the disk can have it in two places."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return stamp_of(target)


def move_into(source: Path, folder: Path) -> None:
    """Move every file below a folder to the same place below another, over what stands there."""
    # Those at the top first: by one of them a site is known, should the rest never come.
    for uri in sorted(files_below(source), key=lambda uri: uri.count("/")):
        target = folder / uri
        try:
            (source / uri).replace(target)
        except OSError:
            _make_room(target, folder)
            (source / uri).replace(target)


def remove_others(folder: Path, there: Mapping[str, Stamp], kept: Iterable[str]) -> None:
    """Remove the files of a folder that are not to be kept, and the folders that are empty then.

    What is hidden at its top stays.
    """
    parents = set()
    for uri in there.keys() - set(kept):
        if uri.startswith("."):
            continue  # such as `.git` or `.nojekyll`
        path = folder / uri
        path.unlink(missing_ok=True)
        parents.add(path.parent)
    for parent in sorted(parents, reverse=True):
        _remove_empty(parent, folder)


def _make_room(target: Path, folder: Path) -> None:
    """Remove what stands where a file or its folder is to be."""
    for path in reversed(target.relative_to(folder).parents):
        if (folder / path).is_file():
            (folder / path).unlink()
    if target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)


def _remove_empty(path: Path, top: Path) -> None:
    while path != top:
        try:
            path.rmdir()
        except OSError:
            return
        path = path.parent
