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
SETUP, CALL = "<setup>", "<call>"


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
    # Set-up code may have imported it already, and changed it.
    if name in sys.modules and getattr(sys.modules[name], "__file__", None) == path:
        return sys.modules[name]
    module = type(sys)(name)
    module.__file__ = path
    sys.modules[name] = module
    with _source(path, encoding="utf-8") as source:
        code = compile(source.read(), path, "exec")
    exec(code, module.__dict__)
    return module


def evaluate(text, module, names):
    """Runs a call in the module's names and those of the set-up; what it assigns to a name of the module is assigned there."""
    tree = ast.parse(text, CALL)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    own = vars(module)
    for statement in tree.body:
        names.update(own)
        exec(compile(ast.Module([statement], []), CALL, "exec"), names)
        own.update((name, names[name]) for name in own if name in names and names[name] is not own[name])
    names.update(own)
    return eval(compile(ast.Expression(last.value), CALL, "eval"), names) if last else None


def own_part(trace):
    while trace is not None and trace.tb_frame.f_code.co_filename == HERE:
        trace = trace.tb_next
    return trace


def failure(error, program, case):
    import traceback

    line, files, trace = 0, [], error.__traceback__
    while trace is not None:
        files.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    for file, number in files:
        line = number if file == program else line
    if isinstance(error, SyntaxError) and error.filename == program:
        line = error.lineno or 0
    names = [kind.__name__ for kind in type(error).__mro__ if kind is not object]
    last = traceback.format_exception_only(type(error), error)[-1].strip()
    return {"raised": names, "error": last[:LONGEST], "line": line, "ofCase": is_of_case(error, files, program, case)}


def is_of_case(error, files, program, case):
    """Whether an exception says that the case is wrong, and nothing about the program. In doubt it does not."""
    if isinstance(error, SyntaxError) and error.filename in (SETUP, CALL):
        return True
    folder = os.path.dirname(program) + os.sep
    in_program = isinstance(error, SyntaxError) and str(error.filename).startswith(folder) or any(
        file.startswith(folder) for file, _ in files)
    texts = {SETUP: case["setup"], CALL: case["call"] or ""}
    written = [(file, line) for file, line in files if file in texts]
    last = files[-1] if files else ("", 0)
    if not in_program:
        # Set-up that fails has nothing to do with the program; a call that fails may have got a wrong value from it.
        is_set_up = bool(written) and all(file == SETUP for file, _ in written)
        return is_set_up or last[0] == CALL and isinstance(error, (NameError, ImportError)) or does_not_bind(error)
    if last[0] in texts:
        # A fake that the program called failed; one that raises what it was told to has done its work.
        return not raises_at(texts[last[0]], last[1])
    return does_not_bind(error, *texts.values()) or lacks_of_fake(error, *texts.values())


def raises_at(text, line):
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return False
    at = [node for node in ast.walk(tree) if getattr(node, "lineno", line + 1) <= line <= (getattr(node, "end_lineno", 0) or 0)]
    return any(
        isinstance(node, ast.Raise) or isinstance(node, ast.Attribute) and node.attr == "throw" for node in at)


def does_not_bind(error, *texts):
    """Whether a function was called with arguments that it does not take: any function, or one that a text defines."""
    import re

    found = isinstance(error, TypeError) and re.match(r"(?:[\w.]|<locals>)*?(<lambda>|\w+)\(\) (?:got|takes|missing) ", str(error))
    if not found or not texts:
        return bool(found)
    wanted = found.group(1)
    for text in texts:
        try:
            nodes = list(ast.walk(ast.parse(text)))
        except SyntaxError:
            continue
        if wanted == "<lambda>" and any(isinstance(node, ast.Lambda) for node in nodes):
            return True
        if any(getattr(node, "name", None) == wanted for node in nodes):
            return True
    return False


def lacks_of_fake(error, *texts):
    owner = getattr(error, "obj", None)
    if not isinstance(error, AttributeError) or owner is None:
        return False
    if isinstance(owner, type(sys)):
        return getattr(owner, "__spec__", None) is None and not hasattr(owner, "__file__")
    kind = owner if isinstance(owner, type) else type(owner)
    return kind.__module__ == "setup" or kind.__name__ == "SimpleNamespace" and any(
        "SimpleNamespace" in text for text in texts)


def main():
    case_path, program, report_path = sys.argv[1:]
    with _source(case_path, encoding="ascii") as file:
        case = json.load(file)
    os.unlink(case_path)
    sys.argv = [program, *case["args"]]
    sys.path[:0] = [os.path.dirname(program), os.getcwd()]
    told, error, names = {}, None, {"__name__": "setup"}
    try:
        if case["setup"]:
            exec(compile(case["setup"], SETUP, "exec"), names)
        if case["call"] is None:
            load(program, "__main__")
        else:
            module = load(program, os.path.splitext(os.path.basename(program))[0])
            told = {"result": Teller().tell(evaluate(case["call"], module, names))}
    except BaseException as raised:
        error = raised
        told = failure(error, program, case)
        error.__traceback__ = own_part(error.__traceback__)
    report(report_path, told)
    if isinstance(error, SystemExit):
        raise SystemExit(error.code)
    if error is not None:
        import traceback

        traceback.print_exception(type(error), error, error.__traceback__)
        sys.exit(1)


main()
