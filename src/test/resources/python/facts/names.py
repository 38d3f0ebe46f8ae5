# Each line that names a kind after -> has such a fact; the other lines have none.
import json  # -> unused-import
import os.path
import sys as system  # -> unused-import
from collections import OrderedDict, namedtuple  # -> unused-import
from typing import List, Optional

try:
    import yaml
except ImportError:
    yaml = None

try:
    import ujson
except ImportError:
    HAS_UJSON = False

try:
    unicode
except NameError:
    unicode = str

Point = namedtuple("Point", "x y")
total = count(3)  # -> undefined-name
print(os.path.join("a", "b"), __file__, __name__, unicode)


def later():
    return defined_below(helper)


def defined_below(value: "Optional[int]") -> List[int]:
    global made_global
    made_global = 1
    return [value for value in range(3) if value]


def helper():
    inner = 1

    def nested():
        nonlocal inner
        inner += 1
        return inner

    return nested, made_global


def local_elsewhere():
    return inner  # -> undefined-name


def closures(items):
    squares = {key: value for key, value in items}
    if (found := next(iter(items), None)) is not None:
        return found, squares
    return lambda x, *rest, key=None, **more: (x, rest, key, more, path)  # -> undefined-name


def local_annotation():
    value: NotEvaluated = 1
    return value


def parameter_annotation(value: Dict[str, int]):  # -> undefined-name
    return value


class Table:
    columns = 3
    widths = [columns for _ in range(columns)]

    class Row:
        pass

    class Header(Row):
        pass

    def width(self):
        return columns  # -> undefined-name

    def name(self):
        return __class__.__name__


for i, (a, *rest) in []:
    print(i, a, rest)
with open(0) as stream, open(1) as (first, second):
    print(stream, first, second)
try:
    pass
except (OSError, ValueError) as error:
    print(error, erorr)  # -> undefined-name
del total
