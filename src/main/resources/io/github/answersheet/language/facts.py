"""Facts about a module that a reviewer would look for, each with its place. The files and the form have scripts of their own."""

import ast
import re
import sys

WAITS_ON_PURPOSE = re.compile(r"#.*(?<![-\w])(?:time-?\s?outs?|waits?|as long as)\b", re.IGNORECASE)
# Where the timeout stands if it is given without its name.
TIMEOUTS = {
    **{"subprocess." + name: None for name in ("run", "call", "check_call", "check_output")},
    **{"requests." + name: None for name in ("get", "post", "put", "patch", "delete", "head", "options", "request")},
    "urllib.request.urlopen": 2,
    "socket.create_connection": 1,
}
SHELLS = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"}
SAFE_LOADERS = {"SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"}
MUTABLE_CALLS = {"list", "dict", "set", "bytearray", "collections.defaultdict", "collections.deque", "collections.OrderedDict"}
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
LOGGING = {"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "print", "print_exc", "print_exception"}
EXITS = {"sys.exit", "exit", "quit", "os._exit"}
SECRET_NAME = re.compile(r"(?i)(^|_)(password|passwd|pwd|passphrase|secret|token|api_?key|secret_key|access_key|private_key|auth_key)$")
NO_SECRET = re.compile(
    r"(?i)^$|\s|^[<$%{*.]|^\*+$|change.?me|replace|your|example|placeholder|dummy|fake|redacted|test|sample|insert|x{3,}|^none$"
    r"|^https?:|^/|(?-i:^[A-Z][A-Z0-9]*_[A-Z0-9_]+$)"
)


def standard_modules():
    if hasattr(sys, "stdlib_module_names"):
        return set(sys.stdlib_module_names)
    import os

    library = os.path.dirname(os.__file__)
    files = os.listdir(library) + os.listdir(os.path.join(library, "lib-dynload"))
    return set(sys.builtin_module_names) | {name.split(".")[0] for name in files}


def is_telling(call):
    """Whether it logs or prints."""
    return (dotted(call.func) or "").split(".")[-1] in LOGGING


class Facts(FileFacts, FormFacts, FlowFacts, ConductFacts):
    STANDARD = standard_modules()

    def __init__(self, source, tree):
        self.source = source
        self.tree = tree
        self.names = Names(tree)
        self.bound = set().union(*(scope.bound for scope in self.names.all_scopes()))
        self.aliases = import_aliases(tree)
        self.found = []
        self.told = {}
        self.parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}

    def collect(self):
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                self.call(node)
            elif isinstance(node, ast.ExceptHandler):
                self.handler(node)
            elif isinstance(node, FUNCTIONS + (ast.Lambda,)):
                self.defaults(node)
            elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.Dict)):
                self.secrets(node)
        self.name_facts()
        self.flow_facts()
        self.found.sort(key=lambda fact: (fact["line"], fact["column"], fact["kind"]))
        comments, file_name = self.comments()
        return {
            "facts": self.found,
            "functions": [self.function(node) for node in ast.walk(self.tree) if isinstance(node, FUNCTIONS)],
            "imports": list(self.imports()),
            "comments": comments,
            "fileName": file_name,
            "entryGuard": any(self.is_entry_guard(node) for node in self.tree.body),
            "conduct": self.conduct(),
        }

    def add(self, kind, node, subject, message):
        place = {"line": node.lineno, "column": self.source.column_of(node)}
        self.found.append({"kind": kind, **place, "subject": subject, "message": message})

    def target(self, node):
        """The full dotted name of what is called; None if a definition of the module's own hides it."""
        name = dotted(node)
        if name is None:
            return None
        head, _, rest = name.partition(".")
        if head in self.aliases:
            return ".".join(filter(None, [self.aliases[head], rest]))
        return None if head in self.bound else name

    def ancestors(self, node):
        while node in self.parents:
            node = self.parents[node]
            yield node

    def enclosing(self, node):
        """The function the node's code belongs to, else the module."""
        return next((a for a in self.ancestors(node) if isinstance(a, FUNCTIONS + (ast.Lambda, ast.Module))), self.tree)

    def once(self, ask, scope):
        """What a method tells of a scope; the scope is gone through once, however often it is asked about."""
        if (ask, scope) not in self.told:
            self.told[ask, scope] = ask(scope)
        return self.told[ask, scope]

    # Names and imports

    def name_facts(self):
        seen = set()
        for node in self.names.undefined():
            if node.id not in seen:
                seen.add(node.id)
                self.add("undefined-name", node, node.id, "{} is used but defined nowhere".format(node.id))
        if all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in self.tree.body):
            return
        for module, node, name in self.names.unused_imports():
            if "noqa" not in self.source.lines[node.lineno - 1]:
                self.add("unused-import", node, name, "{} is imported but not used".format(module))

    def imports(self):
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield self.imported(node, alias.name, 0)
            elif isinstance(node, ast.ImportFrom):
                yield self.imported(node, node.module or "", node.level)

    def imported(self, node, module, level):
        optional = any(isinstance(a, ast.Try) and a.handlers for a in self.ancestors(node))
        return {
            "module": module,
            "line": node.lineno,
            "column": self.source.column_of(node),
            "relative": level > 0,
            "thirdParty": level == 0 and module.split(".")[0] not in self.STANDARD,
            "optional": optional,
        }

    # Calls

    def says_why_it_waits(self, call):
        """Whether a comment in the call, or in the lines right above it, speaks of waiting."""
        lines = self.source.code.split("\n")
        first = call.lineno - 1
        while first and lines[first - 1].lstrip().startswith("#"):
            first -= 1
        return any(WAITS_ON_PURPOSE.search(line) for line in lines[first:call.end_lineno])

    def call(self, node):
        name = self.target(node.func)
        method = node.func.attr if isinstance(node.func, ast.Attribute) else None
        if constant(keyword(node, "shell"), bool) and keyword(node, "shell").value:
            self.add("shell-true", node, name or method or "", "shell=True hands the command to a shell")
        if name in SHELLS:
            self.shell(node, name)
        if name in TIMEOUTS and not spreads(node) and not self.says_why_it_waits(node):
            position = TIMEOUTS[name]
            if keyword(node, "timeout") is None and (position is None or len(node.args) <= position):
                self.add("missing-timeout", node, name, "{}() without timeout= can wait for ever".format(name))
        if name in ("eval", "exec"):
            self.add("eval-exec", node, name, "{}() runs whatever text it is given".format(name))
        if name in ("yaml.load", "yaml.load_all"):
            loader = argument(node, 1, "Loader")
            if (dotted(loader) or "").split(".")[-1] not in SAFE_LOADERS and not spreads(node):
                self.add("unsafe-yaml-load", node, name, "{}() without a safe loader; yaml.safe_load is one".format(name))
        if name == "time.sleep" and isinstance(self.enclosing(node), ast.AsyncFunctionDef):
            self.add("sleep-in-async", node, name, "time.sleep() stops the whole event loop; await asyncio.sleep()")
        if name in ("csv.writer", "csv.DictWriter"):
            self.csv_writer(node, name)
        if name in OPENS:
            self.opened(node, name)
        self.encoding(node, name, method)
        for k in node.keywords:
            if k.arg:
                self.secret(k.arg, k.value)

    def shell(self, node, name):
        command = node.args[0] if node.args else None
        built = isinstance(command, (ast.JoinedStr, ast.BinOp)) or (
            isinstance(command, ast.Call) and isinstance(command.func, ast.Attribute) and command.func.attr == "format"
        )
        extra = ", with values put into it" if built else ""
        self.add("os-system", node, name, "{}() hands its command to a shell{}".format(name, extra))

    # Exceptions, defaults, secrets

    def handler(self, node):
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type] if node.type else []
        broad = [dotted(c) for c in caught if dotted(c) in ("Exception", "BaseException")]
        if node.type is not None and not broad:
            return
        does = self.handling(node)
        if broad and (does == "raises" or self.keeps(node)):
            return
        kind, shown = ("broad-except", broad[0]) if broad else ("bare-except", "")
        does_in_words = {"raises": "raises again", "exits": "ends the program", "logs": "only tells of it", "silent": "says nothing"}
        self.add(kind, node, does, "{} catches everything and {}".format(" ".join(filter(None, ["except", shown])), does_in_words[does]))

    @staticmethod
    def keeps(handler):
        """Whether it hands on what it caught, in a value, a call or as a result, so that somebody else can act on it."""
        calls = [n for n in ast.walk(handler) if isinstance(n, ast.Call)]
        told = {id(n) for call in calls if is_telling(call) or dotted(call.func) in EXITS for n in ast.walk(call)}
        uses = [n for n in ast.walk(handler) if isinstance(n, (ast.Assign, ast.Return, ast.Call)) and id(n) not in told]
        return handler.name is not None and any(
            isinstance(n, ast.Name) and n.id == handler.name and id(n) not in told for use in uses for n in ast.walk(use))

    def handling(self, handler):
        inner = [n for statement in handler.body for n in ast.walk(statement)]
        calls = [n for n in inner if isinstance(n, ast.Call)]
        if any(isinstance(n, ast.Raise) for n in inner):
            return "raises"
        if any(dotted(n.func) in EXITS for n in calls):
            return "exits"
        return "logs" if any(map(is_telling, calls)) else "silent"

    def defaults(self, node):
        arguments = node.args
        positional = arguments.posonlyargs + arguments.args
        pairs = list(zip(positional[len(positional) - len(arguments.defaults) :], arguments.defaults))
        pairs += [(name, value) for name, value in zip(arguments.kwonlyargs, arguments.kw_defaults) if value is not None]
        for name, value in pairs:
            called = isinstance(value, ast.Call) and self.target(value.func) in MUTABLE_CALLS
            if isinstance(value, MUTABLE) or called:
                self.add("mutable-default", value, name.arg, "the default of {} is shared by all calls".format(name.arg))
            self.secret(name.arg, value)

    def secrets(self, node):
        if isinstance(node, ast.Dict):
            pairs = [(key.value, value) for key, value in zip(node.keys, node.values) if constant(key, str)]
        else:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            pairs = [((dotted(target) or "").split(".")[-1], node.value) for target in targets]
        for name, value in pairs:
            self.secret(name, value)

    def secret(self, name, value):
        if constant(value, str) and len(value.value) >= 4 and SECRET_NAME.search(name) and not NO_SECRET.search(value.value):
            self.add("hard-coded-secret", value, name, "{} stands in the code".format(name))
