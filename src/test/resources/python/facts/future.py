from __future__ import annotations


def walk(root: Path) -> Iterator[Node]:
    yield root
