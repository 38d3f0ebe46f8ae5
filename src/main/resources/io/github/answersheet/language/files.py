"""Facts about files: who closes them, and in what encoding they are read and written."""

import ast

OPENS = {"open", "io.open"}
# What takes a file over, and closes it.
TAKERS = {"closing", "enter_context", "push", "callback", "StreamHandler", "Popen"}
COMPRESSED = {"gzip.open", "bz2.open", "lzma.open"}


class FileFacts:
    """Part of Facts."""

    def mode(self, node):
        mode = argument(node, 1, "mode")
        return "r" if mode is None else mode.value if constant(mode, str) else None

    def encoding(self, node, name, method):
        if spreads(node) or keyword(node, "encoding") is not None:
            return
        mode = self.mode(node)
        if name in OPENS:
            wanting = mode is not None and "b" not in mode and len(node.args) < 4 and not constant(argument(node, 0, "file"), int)
        elif name in COMPRESSED:
            wanting = mode is not None and "t" in mode and len(node.args) < 4
        elif method == "read_text":
            wanting = not node.args
        else:
            wanting = method == "write_text" and len(node.args) == 1
        if wanting:
            shown = name if name in OPENS or name in COMPRESSED else method
            self.add("missing-encoding", node, shown, "{}() of text without encoding= depends on the machine".format(shown))

    def opened(self, node, name):
        if not self.is_closed_by_someone(node):
            message = "{}() outside a with statement; an exception leaves the file open".format(name)
            self.add("open-without-with", node, name, message)

    def is_closed_by_someone(self, node):
        """By a with statement, a finally, or whoever it is handed to."""
        child, itself = node, True
        for parent in self.ancestors(node):
            if isinstance(parent, ast.withitem):
                return True
            if isinstance(parent, ast.Call) and child is not parent.func:
                if (dotted(parent.func) or getattr(parent.func, "attr", "")).split(".")[-1] in TAKERS:
                    return True
                itself = False
            elif isinstance(parent, ast.Attribute):
                itself = False
            elif isinstance(parent, (ast.Return, ast.Yield, ast.Lambda)):
                return itself
            elif isinstance(parent, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
                return itself and self.is_managed(parent)
            elif isinstance(parent, ast.stmt):
                return False
            child = parent
        return False

    def is_managed(self, assignment):
        targets = assignment.targets if isinstance(assignment, ast.Assign) else [assignment.target]
        if not all(isinstance(target, ast.Name) for target in targets):
            # An attribute or an element: closed elsewhere, if at all.
            return True
        return any(target.id in self.once(self.managed_names, self.enclosing(assignment)) for target in targets)

    def managed_names(self, scope):
        """Names whose files somebody closes: a with statement, a finally, or whoever they are handed to."""
        names = set()
        for node in ast.walk(scope):
            held = None
            if isinstance(node, ast.withitem):
                wrapped = isinstance(node.context_expr, ast.Call) and len(node.context_expr.args) == 1
                held = node.context_expr.args[0] if wrapped else node.context_expr
            elif isinstance(node, (ast.Return, ast.Yield)):
                held = node.value
            elif isinstance(node, ast.Try):
                called = (dotted(n.func) or "" for part in node.finalbody for n in ast.walk(part) if isinstance(n, ast.Call))
                names.update(name[: -len(".close")] for name in called if name.endswith(".close"))
            if isinstance(held, ast.Name):
                names.add(held.id)
        return names

    def csv_writer(self, node, name):
        stream = node.args[0] if node.args else None
        if isinstance(stream, ast.Name):
            stream = self.bound_to(stream.id, node)
        if not isinstance(stream, ast.Call) or spreads(stream):
            return
        opens = self.target(stream.func) in OPENS or isinstance(stream.func, ast.Attribute) and stream.func.attr == "open"
        if opens and keyword(stream, "newline") is None and len(stream.args) < 5:
            self.add("csv-newline", stream, name, "a file for {} is opened without newline=''".format(name))

    def bound_to(self, name, use):
        """What a name stands for where it is used: by the nearest with, else by the only assignment; None in doubt."""
        for node in self.ancestors(use):
            for item in getattr(node, "items", []) if isinstance(node, (ast.With, ast.AsyncWith)) else []:
                if isinstance(item.optional_vars, ast.Name) and item.optional_vars.id == name:
                    return item.context_expr
        values = self.once(self.assigned, self.enclosing(use)).get(name, [])
        return values[0] if len(values) == 1 else None

    def assigned(self, scope):
        """What is assigned to each name."""
        values = {}
        for node in ast.walk(scope):
            for target in node.targets if isinstance(node, ast.Assign) else []:
                if isinstance(target, ast.Name):
                    values.setdefault(target.id, []).append(node.value)
        return values
