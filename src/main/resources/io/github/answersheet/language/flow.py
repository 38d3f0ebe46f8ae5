"""Facts about what a program does and when, where the tree alone makes them certain."""

import ast
import builtins

LOOPS = (ast.For, ast.AsyncFor, ast.While)
JUMPS = (ast.Return, ast.Raise, ast.Break, ast.Continue)
CHANGES = {"append", "remove", "pop", "insert", "clear", "extend", "add", "discard", "popitem", "update"}
SHADOWED = {
    "all", "any", "bytes", "dict", "dir", "file", "filter", "float", "format", "hash", "id", "input", "int", "iter", "len", "list", "map",
    "max", "min", "next", "object", "open", "print", "range", "set", "sorted", "str", "sum", "tuple", "type", "vars", "zip",
}


class FlowFacts:
    def flow_facts(self):
        self.coroutines = self.only_coroutines()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Try):
                self.handlers(node)
                self.finally_swallows(node)
            if isinstance(node, (ast.For, ast.AsyncFor)):
                self.late_binding(node)
                self.changed_while_iterated(node)
            for name in ("body", "orelse", "finalbody"):
                statements = getattr(node, name, None)
                if isinstance(statements, list):
                    self.unreachable(statements)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                self.not_awaited(node.value)
        self.shadowed()

    def handlers(self, node):
        caught = []
        for handler in node.handlers:
            types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
            classes = [self.exception(t) for t in types]
            if all(classes) and all(any(issubclass(c, earlier) for earlier in caught) for c in classes):
                names = ", ".join(c.__name__ for c in classes)
                self.add("unreachable-handler", handler, names, "except {} is never reached; an earlier except catches it".format(names))
            caught += [c for c in classes if c]

    def exception(self, node):
        name = node.id if isinstance(node, ast.Name) else None
        value = getattr(builtins, name, None) if name and name not in self.bound else None
        return value if isinstance(value, type) and issubclass(value, BaseException) else None

    def finally_swallows(self, node):
        for statement in node.finalbody:
            jump = next(self.jumps(statement, in_loop=False), None)
            if jump is not None:
                word = type(jump).__name__.lower()
                self.add("finally-swallows", jump, word, "{} in finally swallows any exception that is on its way".format(word))
                return

    def jumps(self, node, in_loop):
        """Jumps out of the finally block: not those of inner functions, nor those that stay in a loop of its own."""
        if isinstance(node, FUNCTIONS + (ast.ClassDef, ast.Lambda)):
            return
        if isinstance(node, ast.Return) or (isinstance(node, (ast.Break, ast.Continue)) and not in_loop):
            yield node
        for child in ast.iter_child_nodes(node):
            yield from self.jumps(child, in_loop or isinstance(node, LOOPS))

    def unreachable(self, statements):
        for before, after in zip(statements, statements[1:]):
            if isinstance(before, JUMPS):
                word = type(before).__name__.lower()
                self.add("unreachable-code", after, word, "the code after {} is never reached".format(word))
                return

    def late_binding(self, loop):
        targets = {n.id for n in ast.walk(loop.target) if isinstance(n, ast.Name)}
        for statement in loop.body:
            for node in ast.walk(statement):
                if isinstance(node, ast.Lambda) and self.is_kept(node):
                    own = {a.arg for a in node.args.args + node.args.kwonlyargs + node.args.posonlyargs}
                    used = {n.id for n in ast.walk(node.body) if isinstance(n, ast.Name)} & targets - own
                    for name in sorted(used):
                        message = "the lambda uses {} when it is called, which is the loop's last value if that is after the loop"
                        self.add("late-binding", node, name, message.format(name))

    def is_kept(self, function):
        """Whether it is put away for later: into a collection, or under a name or key."""
        parent = self.parents.get(function)
        if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute):
            return parent.func.attr in ("append", "add", "insert", "setdefault")
        return isinstance(parent, ast.Assign) and any(isinstance(t, ast.Subscript) for t in parent.targets)

    def changed_while_iterated(self, loop):
        over = loop.iter
        if isinstance(over, ast.Call) and isinstance(over.func, ast.Attribute) and over.func.attr in ("items", "keys", "values") and not over.args:
            over = over.func.value
        name = dotted(over)
        if name is None:
            return
        for node in self.own_statements(loop.body):
            changed = None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
                changed = dotted(node.func.value)
            elif isinstance(node, ast.Delete) and isinstance(node.targets[0], ast.Subscript):
                changed = dotted(node.targets[0].value)
            if changed == name and not self.leaves(node, loop):
                self.add("changed-while-iterated", node, name, "{} is changed while the loop goes through it".format(name))
                return

    def own_statements(self, body):
        for statement in body:
            if isinstance(statement, FUNCTIONS + (ast.ClassDef,)):
                continue
            yield statement
            for child in ast.walk(statement):
                yield child

    def leaves(self, node, loop):
        """Whether the loop ends right after the statement that holds the node."""
        while node in self.parents and not isinstance(node, ast.stmt):
            node = self.parents[node]
        parent = self.parents.get(node)
        for name in ("body", "orelse", "finalbody"):
            statements = getattr(parent, name, None)
            if isinstance(statements, list) and node in statements:
                return any(isinstance(s, (ast.Break, ast.Return, ast.Raise)) for s in statements[statements.index(node) + 1 :])
        return False

    def not_awaited(self, call):
        if isinstance(call.func, ast.Name) and call.func.id in self.coroutines:
            name = call.func.id
            self.add("missing-await", call, name, "{}() is a coroutine that nobody awaits, so it never runs".format(name))

    def only_coroutines(self):
        functions = [n for n in ast.walk(self.tree) if isinstance(n, FUNCTIONS)]
        others = {n.name for n in functions if isinstance(n, ast.FunctionDef)}
        others |= {n.id for n in ast.walk(self.tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        return {n.name for n in functions if isinstance(n, ast.AsyncFunctionDef)} - others

    def shadowed(self):
        seen = set()
        for node in ast.walk(self.tree):
            name = node.name if isinstance(node, FUNCTIONS + (ast.ClassDef,)) else None
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                name = node.id
            if isinstance(node, ast.arg):
                name = node.arg
            if name in SHADOWED and name not in seen and not self.in_class_body(node):
                seen.add(name)
                self.add("shadowed-builtin", node, name, "{} hides Python's own {}".format(name, name))

    def in_class_body(self, node):
        """A name there is reached through the class and hides nothing."""
        while node in self.parents and not isinstance(node, ast.stmt):
            node = self.parents[node]
        return isinstance(self.parents.get(node), ast.ClassDef) and not isinstance(node, ast.Expr)
