"""`pytest --update` rewrites the expected side of every case; read the diff before you commit it."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.cases import Case

pytest_plugins = ["tests.site_fixtures"]

# No test is timed: how long one takes says what else the machine had to do.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected files of all cases")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have one process run all tests in a browser, and the tests of a file share what they have built."""
    for item in items:
        in_browser = item.get_closest_marker("browser")
        item.add_marker(pytest.mark.xdist_group("browser" if in_browser else item.path.stem))


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def case(request: pytest.FixtureRequest, update: bool) -> Case:
    """One folder of `tests/cases`, given by `@pytest.mark.parametrize("case", cases(...), indirect=True)`."""
    return Case(folder=request.param, update=update)
