# Runs one case on one program and reports what came of it. It knows the input and never what is expected, so that no
# program can say what is wanted to be heard. Arguments: the case, the program. There are two processes. The first reads
# texts and runs none of them; it alone has the seal of the report, and nobody else can look into it or signal it. The second runs set-up
# and program and hands back words of its own, which the report calls just that. With "hollow" in the case every function of the
# program does nothing but note that it was called: what then still comes out as expected does not come from the program.
import ast
import importlib.machinery
import importlib.util
import json
import os
import re
import select
import sys
import traceback
from _thread import get_ident

DEEPEST = 30
# A report that is longer than the sandbox hands back would say nothing.
MOST = 4_000
LONGEST = 20_000
WHOLE = 60_000

# Set-up code may replace what the driver needs itself.
_write, _dumps, _source, _pid, _frame = os.write, json.JSONEncoder().encode, open, os.getpid, sys._getframe
_kill, _wait, _trace, _poll = os.kill, os.waitpid, sys.settrace, select.poll
HERE = "<string>"
SETUP, CALL = "<setup>", "<call>"

# With these a text reaches the driver, or looks at the program instead of running it. No input of a program needs that.
HIDDEN = (r"_getframe\w*|_current_frames|currentframe|f_(?:back|globals|locals|builtins)|(?:co|f|gi|cr|ag)_code|(?:tb|gi|cr|ag)_frame"
          r"|__(?:globals|closure|code|subclasses|getattribute|loader|spec|file|noted)__|get_(?:objects|referrers|referents)|getsource\w*")
NAMES = re.compile(rf"(?:{HIDDEN}|loader|find_spec|meta_path|path_hooks|linecache|_?ctypes|runpy|settrace\w*|setprofile\w*"
                   r"|addaudithook|attrgetter|methodcaller)\Z")
CALLED = {"eval", "exec", "compile"}
WORDS = re.compile(rf"\b(?:{HIDDEN})\b|/proc/(?:self|thread-self|1)\b|/dev/fd|/opt/case")

# The same where it is asked for by a name that is put together while it runs.
EVENTS = {
    "sys._getframe", "sys._current_frames", "sys._current_exceptions", "sys.settrace", "sys.setprofile", "sys.addaudithook",
    "gc.get_objects", "gc.get_referrers", "gc.get_referents", "object.__getattr__", "code.__new__", "function.__new__",
    "compile", "exec", "marshal.loads", "open",
}
OPENED = re.compile(r"/proc/(?:self|thread-self|\d+)/(?:mem|fd|task|root|cwd|map_files)|/dev/fd|/opt/+case")
# These hand on what others may not ask for.
HANDING_ON = ("inspect.py", "traceback.py", "ctypes/__init__.py")


def reaches(text):
    """What of a text reaches further than the input of a program; empty if nothing does."""
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except SyntaxError:
        return ""
    for node in nodes:
        names = [getattr(node, part, None) for part in ("id", "attr", "name", "module", "arg")]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("getattr", "setattr") and node.args[1:]:
            if not isinstance(node.args[1], (ast.Constant, ast.Name)):
                return node.func.id
            names.append(getattr(node.args[1], "value", None))
        for name in names:
            if isinstance(name, str) and any(map(NAMES.match, name.split("."))):
                return name
        if isinstance(node, ast.Name) and node.id in CALLED:
            return node.id
        value = node.value if isinstance(node, ast.Constant) else None
        found = WORDS.search(value.decode("latin-1") if isinstance(value, bytes) else value if isinstance(value, str) else "")
        if found:
            return found.group()
    return ""


class Teller:
    """Turns a value into JSON: what it means where that is clear, else what Python shows."""

    def __init__(self):
        self.left = MOST

    def tell(self, value, depth=0):
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            return "\u2026"
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
        return re.sub(r" at 0x[0-9a-f]+", "", repr(value))[:LONGEST]


def sayer(channel, key):
    """What says once, and only in this process, what came of the case."""
    me, told = os.getpid(), []

    def say(words):
        # Surrogates are told as escapes, whatever the encoding of this place.
        data = _dumps(words).encode("ascii")
        if len(data) > WHOLE:
            data = _dumps({"result": f"(a value of {len(data)} characters)"}).encode("ascii")
        data = key + b" " + data + b"\n"
        if told or _pid() != me:
            return
        told.append(True)
        while data:
            data = data[_write(channel, data):]

    return say


def watched(program):
    """Takes care that the texts of the case reach no further while they run; gives the list of what they tried."""
    library = tuple(os.path.join(place, "") for place in (sys.base_prefix, sys.prefix, os.path.dirname(os.__file__)))
    folder, mine, reached, busy = os.path.dirname(program) + os.sep, globals(), [], set()

    def is_of_case(frame, event):
        while frame is not None:
            file = frame.f_code.co_filename
            if frame.f_globals is mine or file.startswith("<frozen "):
                return False
            file = os.path.normpath(file)
            hands_on = event != "object.__getattr__" and file.endswith(HANDING_ON) or file.endswith("logging/__init__.py") and (
                frame.f_code.co_name in ("<lambda>", "currentframe") and event == "sys._getframe")
            if not (hands_on and file.startswith(library)):
                return not file.startswith((*library, folder))
            frame = frame.f_back
        return False

    def hook(event, args):
        if event not in EVENTS and not event.startswith("ctypes."):
            return
        if event == "open" and not (args and isinstance(args[0], (str, bytes)) and OPENED.search(os.fsdecode(args[0]))):
            return
        me = get_ident()
        if me in busy:
            return
        busy.add(me)
        try:
            # Where a file ends nobody runs any more.
            if is_of_case(_frame(1), event):
                what = args[1] if event == "object.__getattr__" else event
                reached.append(str(what))
                raise Refused(f"it reaches further than the input of a program, with `{what}`")
        finally:
            busy.discard(me)

    sys.addaudithook(hook)
    return reached


DECLARATIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
SIGTERM = 15
PAUSE = 1000  # milliseconds


class Nothing:
    """What a function of a hollow program gives."""

    __slots__ = ()

    def __repr__(self):
        return "<nothing>"


class Hollow(ast.NodeTransformer):
    """Leaves of a program its names."""

    def visit_FunctionDef(self, node):
        node.body = ast.parse("return __noted__()" if node.name != "__init__" else "__noted__()").body
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node):
        node.body = ast.parse("__noted__()", mode="eval").body
        return node


class Loading:
    """Loads the program under its name, whoever imports it, and knows which functions are its own."""

    def __init__(self, path, hollow):
        self.path, self.calls, self.own = path, 0, {}
        # As if it lay in the working folder: programs look for their files beside themselves.
        self.seeming = os.path.join(os.getcwd(), os.path.basename(path))
        self.name = os.path.splitext(os.path.basename(path))[0]
        # Nothing that is left when the case runs tells whether it is hollow.
        self.error, self.code, self.script_code, self.declared = None, None, None, set()
        try:
            with _source(path, encoding="utf-8") as source:
                tree = ast.parse(source.read(), path)
            self.declared = {
                line for node in tree.body if isinstance(node, DECLARATIONS) or isinstance(getattr(node, "value", None), ast.Constant)
                for line in range(min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))]), node.lineno + 1)}
            if hollow:
                tree = ast.fix_missing_locations(Hollow().visit(tree))
            self.code = compile(tree, path, "exec")
            self.script_code = compile("__noted__()", path, "exec") if hollow else self.code
        except (SyntaxError, ValueError, RecursionError) as error:
            self.error = error.with_traceback(None)

    def noted(self):
        self.calls += 1
        return Nothing()

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        self.run(module, script=False)
        for name, value in vars(module).items():
            if getattr(value, "__module__", None) == module.__name__ and callable(value):
                self.own[name] = (module, value)
                if isinstance(value, type):
                    self.own.update((f"{name}.{part}", (value, its)) for part, its in vars(value).items() if callable(its))

    def run(self, module, script):
        if self.error is not None:
            raise self.error
        module.__file__, module.__noted__ = self.seeming, self.noted
        exec(self.script_code if script else self.code, module.__dict__)

    def script(self):
        module = type(sys)("__main__")
        sys.modules["__main__"] = module
        self.run(module, script=True)

    def module(self):
        # Set-up code may have imported it already, and changed it.
        return importlib.import_module(self.name)

    def replaced(self, names):
        """Which of some names of the program's own is something else by now; empty if none is."""
        for name, (owner, value) in self.own.items():
            last = name.rpartition(".")[2]
            now = vars(owner).get(last)
            if last in names and now is not value and callable(now):
                return name
        return ""


class Course:
    """How often the program runs, and what happens to it meanwhile. Where it is to run twice, another process runs it as well."""

    def __init__(self, case, loading):
        self.kind, self.at, self.is_script = case["course"], case["at"], case["call"] is None
        self.folder, self.declared = os.path.dirname(loading.path) + os.sep, loading.declared
        self.lines, self.met, self.runner, self.other, self.status = 0, False, 0, 0, None
        self.is_other = False

    def begin(self):
        if self.kind == "ONCE":
            return
        if self.kind in ("AGAIN", "RESTARTED", "AT_ONCE"):
            self.fork()
        self.runner = _pid()
        if self.kind in ("COUNTED", "TERMINATED") or self.kind == "RESTARTED" and self.is_other or (
                self.kind == "AT_ONCE" and not self.is_other):
            _trace(self.entered)

    def fork(self):
        start, self.go = os.pipe()
        self.words, self.tell = os.pipe()
        os.set_blocking(self.words, False)
        sys.stdout.flush()
        self.other = os.fork()
        self.is_other = self.other == 0
        if self.is_other:
            # What it reads is still there for the first one, and what it prints is not seen.
            size, copy = os.fstat(0).st_size, os.open("/tmp", os.O_TMPFILE | os.O_RDWR, 0o600)
            _write(copy, os.pread(0, size, 0))
            os.lseek(copy, 0, os.SEEK_SET)
            os.dup2(copy, 0)
            nowhere = os.open("/dev/null", os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.close(self.go)
            if self.kind == "AT_ONCE":
                os.read(start, 1)
            else:
                os.dup2(nowhere, 2)
        elif self.kind != "AT_ONCE":
            status = _wait(self.other, 0)[1]
            self.met = status == 0 if self.kind == "AGAIN" else bool(self.heard())

    def heard(self):
        try:
            return os.read(self.words, 1 << 16)
        except BlockingIOError:
            return b""

    def entered(self, frame, event, arg):
        code = frame.f_code
        is_function = code.co_flags & 1
        is_counted = code.co_filename.startswith(self.folder) and (is_function or self.is_script and code.co_name == "<module>")
        return self.stepped if is_counted else None

    def stepped(self, frame, event, arg):
        if event == "line" and (frame.f_code.co_flags & 1 or frame.f_lineno not in self.declared):
            self.lines += 1
            if self.lines == self.at and _pid() == self.runner:
                self.meet()
        return self.stepped

    def meet(self):
        self.met = True
        _trace(None)
        if self.kind == "AT_ONCE":
            ended = _poll()
            ended.register(os.pidfd_open(self.other), select.POLLIN)
            _write(self.go, b"!")
            # If it waits for this one, that is all right.
            ended.poll(PAUSE)
        else:
            if self.is_other:
                _write(self.tell, b"!")
            _kill(_pid(), SIGTERM)

    def end(self, told, error):
        """What came of it, in the end, and the exception that it ends with."""
        if self.kind == "ONCE":
            return told, error
        _trace(None)
        if self.is_other:
            if self.kind == "AT_ONCE":
                _write(self.tell, _dumps({**told, "result": None}).encode("ascii"))
        elif self.kind == "AT_ONCE" and _pid() == self.runner:
            told, error = self.end_of_both(told, error)
        return {**told, "lines": self.lines, "met": self.met}, error

    def end_of_both(self, told, error):
        if not self.met:
            _kill(self.other, 9)
        try:
            status = _wait(self.other, 0)[1]
        except ChildProcessError:
            self.met = False  # the program has waited for it
            return told, error
        fails = error is not None and not (isinstance(error, SystemExit) and error.code in (None, 0))
        if not self.met or fails or status == 0:
            return told, error
        words = self.heard()
        said = json.loads(words) if words else {"raised": ["SystemExit"], "error": "", "line": 0}
        said.pop("result", None)
        return said, SystemExit(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))


class Refused(Exception):
    """A case that says nothing about the program."""


def evaluate(text, module, names, loading):
    """Runs a call in the module's names and those of the set-up; what it assigns to a name of the module is assigned there."""
    # The program may have a function of the name that the set-up gave one of its own. The call means the set-up's.
    helpers = {name: value for name, value in names.items() if callable(value) and getattr(value, "__module__", "") == "setup"}
    tree = ast.parse(text, CALL)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    own = vars(module)
    for statement in [*tree.body, *([last] if last else [])]:
        nodes = list(ast.walk(statement))
        called = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        called |= {n.attr for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Load)}
        other = loading.replaced(called)
        if other:
            raise Refused(f"it uses `{other}`, which it has put another in the place of")
        if statement is last:
            break
        before = dict(own)
        names.update({**before, **helpers})
        exec(compile(ast.Module([statement], []), CALL, "exec"), names)
        # What a function of the set-up has changed in the module itself stays.
        own.update((name, names[name]) for name in before if name in names and names[name] is not {**before, **helpers}[name])
    names.update({**own, **helpers})
    return eval(compile(ast.Expression(last.value), CALL, "eval"), names) if last else None


def own_part(trace):
    while trace is not None and trace.tb_frame.f_code.co_filename == HERE:
        trace = trace.tb_next
    return trace


def failure(error, program, case):
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


def attempt(case, program, loading, say):
    """In the second process: the case itself."""
    sys.meta_path.insert(0, loading)
    sys.modules["__main__"] = type(sys)("__main__")
    sys.argv = [loading.seeming, *case["args"]]
    sys.path[:0] = [os.path.dirname(program), os.getcwd()]
    reached = watched(program)
    told, error, names, course = {}, None, {"__name__": "setup"}, Course(case, loading)
    try:
        if case["setup"]:
            exec(compile(case["setup"], SETUP, "exec"), names)
        course.begin()
        if case["call"] is None:
            loading.script()
        else:
            module = loading.module()
            told = {"result": Teller().tell(evaluate(case["call"], module, names, loading))}
    except Refused as refused:
        error, told = refused, {"refused": str(refused)}
    except BaseException as raised:
        error = raised
        told = failure(error, program, case)
        error.__traceback__ = own_part(error.__traceback__)
    if reached:
        told["refused"] = f"it reaches further than the input of a program, with `{reached[0]}`"
    told, error = course.end(told, error)
    say({**told, "calls": loading.calls})
    if isinstance(error, SystemExit):
        raise SystemExit(error.code)
    if error is not None:
        traceback.print_exception(type(error), error, error.__traceback__)
        sys.exit(1)


def main():
    case_path, program = sys.argv[1:]
    with _source(case_path, encoding="ascii") as file:
        case = json.load(file)
    os.unlink(case_path)
    reached = next(filter(None, map(reaches, (case["setup"], case["call"] or "", *case.pop("modules")))), "")
    loading = None if reached else Loading(program, case.pop("hollow"))
    said = []

    def work(out, key):
        if not reached:
            attempt(case, program, loading, sayer(out, key))

    def close(report):
        if reached:
            report(b"refused " + _dumps(f"its text reaches further than the input of a program, with `{reached}`").encode("ascii"))
        elif len(said) == 1:
            report(b"said " + said[0])

    apart(work, lambda line, report: said.append(line) if len(said) < 2 else None, close)


main()
