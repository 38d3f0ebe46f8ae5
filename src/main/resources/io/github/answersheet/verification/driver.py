# Runs one case on one program and writes down what came of it. It knows the input and never what is expected, so that
# no program can say what is wanted to be heard. Arguments: the case, the program, the report.
import ast
import json
import os
import sys

DEEPEST = 30
# A report that is longer than the sandbox hands back would say nothing.
MOST = 4_000
LONGEST = 20_000
WHOLE = 60_000

# Set-up code may replace what the driver needs itself.
_open, _write, _close, _dumps, _source = os.open, os.write, os.close, json.dumps, open
HERE = __file__


class Teller:
    """Turns a value into JSON: what it means where that is clear, else what Python shows."""

    def __init__(self):
        self.left = MOST

    def tell(self, value, depth=0):
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            return "…"
        if value is None or isinstance(value, bool):
            return value
        if hasattr(type(value), "__members__"):
            return self.tell(value.value, depth + 1)
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float):
            return float(value) if value - value == 0 else repr(float(value))
        if isinstance(value, str):
            return str(value)[:LONGEST]
        if isinstance(value, (bytes, bytearray)):
            return repr(bytes(value))[:LONGEST]
        kind = type(value)
        if isinstance(value, dict):
            return self.pairs(value, depth)
        if isinstance(value, (set, frozenset)):
            return self.in_order(value, depth)
        if isinstance(value, (list, tuple, range)) or kind.__name__ == "deque":
            return self.items(value, depth)
        if hasattr(kind, "__fspath__"):
            return os.fspath(value)
        if hasattr(kind, "__dataclass_fields__"):
            return {name: self.tell(getattr(value, name, None), depth + 1) for name in kind.__dataclass_fields__}
        if hasattr(value, "isoformat"):
            return value.isoformat()
        if kind.__module__ in ("decimal", "_decimal", "fractions", "datetime", "uuid", "ipaddress"):
            return str(value)
        if isinstance(value, BaseException):
            return repr(value)[:LONGEST]
        if hasattr(kind, "__next__") and not hasattr(kind, "read"):
            return self.items(value, depth)
        if hasattr(kind, "keys") and hasattr(kind, "__getitem__"):
            return self.pairs(dict(value), depth)
        if hasattr(kind, "__await__") and hasattr(kind, "send"):
            import asyncio

            return self.tell(asyncio.run(value), depth + 1)
        return self.shown(value)

    def items(self, values, depth):
        told = []
        for value in values:
            if self.left < 0:
                break
            told.append(self.tell(value, depth + 1))
        return told

    def in_order(self, values, depth):
        try:
            return self.items(sorted(values), depth)
        except TypeError:
            return sorted(self.items(values, depth), key=_dumps)

    def pairs(self, value, depth):
        names = [key if isinstance(key, str) else _dumps(key) if isinstance(key, (int, float, type(None))) else None
                 for key in value]
        if None not in names and len(set(names)) == len(names):
            return {str(name): self.tell(item, depth + 1) for name, item in zip(names, value.values())}
        return [[self.tell(key, depth + 1), self.tell(item, depth + 1)] for key, item in value.items()]

    def shown(self, value):
        import re

        return re.sub(r" at 0x[0-9a-f]+", "", repr(value))[:LONGEST]


def report(path, told):
    # Surrogates are told as escapes, whatever the encoding of this place.
    file = _open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    data = _dumps(told).encode("ascii")
    if len(data) > WHOLE:
        data = _dumps({"result": f"(a value of {len(data)} characters)"}).encode("ascii")
    while data:
        data = data[_write(file, data):]
    _close(file)


def load(path, name):
    module = type(sys)(name)
    module.__file__ = path
    sys.modules[name] = module
    with _source(path, encoding="utf-8") as source:
        code = compile(source.read(), path, "exec")
    exec(code, module.__dict__)
    return module


def evaluate(text, names):
    tree = ast.parse(text, "<call>")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<call>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<call>", "eval"), names) if last else None


def own_part(trace):
    while trace is not None and trace.tb_frame.f_code.co_filename == HERE:
        trace = trace.tb_next
    return trace


def failure(error, program):
    import traceback

    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == program:
            line = trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and error.filename == program:
        line = error.lineno or 0
    names = [kind.__name__ for kind in type(error).__mro__ if kind is not object]
    last = traceback.format_exception_only(type(error), error)[-1].strip()
    return {"raised": names, "error": last[:LONGEST], "line": line}


def main():
    case_path, program, report_path = sys.argv[1:]
    with _source(case_path, encoding="ascii") as file:
        case = json.load(file)
    os.unlink(case_path)
    sys.argv = [program, *case["args"]]
    sys.path[:0] = [os.path.dirname(program), os.getcwd()]
    told, error = {}, None
    try:
        if case["setup"]:
            exec(compile(case["setup"], "<setup>", "exec"), {"__name__": "setup"})
        if case["call"] is None:
            load(program, "__main__")
        else:
            module = load(program, os.path.splitext(os.path.basename(program))[0])
            told = {"result": Teller().tell(evaluate(case["call"], module.__dict__))}
    except BaseException as raised:
        error = raised
        told = failure(error, program)
        error.__traceback__ = own_part(error.__traceback__)
    report(report_path, told)
    if isinstance(error, SystemExit):
        raise SystemExit(error.code)
    if error is not None:
        import traceback

        traceback.print_exception(type(error), error, error.__traceback__)
        sys.exit(1)


main()
