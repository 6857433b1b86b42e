"""The type of text that is Markdown already: only `generator.pages.markup` makes it of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:

    class Markdown(str):
        """Text that is Markdown already and must not be escaped again; joined to plain text it is plain text.

        Only the type checker tells the two apart. When the program runs both are plain strings: every f-string
        would copy one of a class of its own, and a page is put together of thousands.
        """

        @overload
        def __add__(self, other: Markdown) -> Markdown: ...
        @overload
        def __add__(self, other: str) -> str: ...
        def __add__(self, other: str) -> str: ...

else:
    Markdown = str
