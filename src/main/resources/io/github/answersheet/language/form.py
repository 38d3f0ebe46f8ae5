"""The form of the code: its functions with their docstrings and stubs, its comments, its entry guard."""

import ast
import io
import re
import tokenize

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SECTION = re.compile(
    r"^\s*(?:(?P<google>Args|Arguments|Parameters|Returns?|Yields?|Raises|Examples?|Attributes|Notes?)\s*:?\s*"
    r"|:(?P<field>param|type|returns?|rtype|raises?|yields?)\b.*)$"
)
SECTIONS = {
    "arguments": "Args", "parameters": "Args", "param": "Args", "type": "Args", "return": "Returns", "rtype": "Returns",
    "yield": "Yields", "raise": "Raises", "examples": "Example", "notes": "Note",
}
FILE_NAME = re.compile(r"#\s*(?:file(?:name)?:\s*)?([\w./-]+\.\w{1,5})\s*(?:[-\u2013\u2014:(].*)?$", re.IGNORECASE)


class FormFacts:
    """Part of Facts."""

    def function(self, node):
        docstring = ast.get_docstring(node) or ""
        inside = list(self.own_nodes(node))
        arguments = node.args
        every = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
        every += [a for a in (arguments.vararg, arguments.kwarg) if a]
        holders = [a for a in self.ancestors(node) if isinstance(a, FUNCTIONS + (ast.ClassDef,))]
        is_method = bool(holders) and isinstance(holders[0], ast.ClassDef)
        told = every[1:] if is_method and every and every[0].arg in ("self", "cls") else every
        marks = {(dotted(d) or "").split(".")[-1] for d in node.decorator_list}
        bases = {(dotted(b) or "").split(".")[-1] for b in holders[0].bases} if is_method else set()
        return {
            "name": ".".join([holder.name for holder in reversed(holders)] + [node.name]),
            "line": node.lineno,
            "column": self.source.column_of(node),
            "parameters": [a.arg for a in told],
            "annotated": node.returns is not None and all(a.annotation for a in told),
            "returnsValue": any(isinstance(n, ast.Return) and n.value is not None for n in inside),
            "raises": any(isinstance(n, ast.Raise) for n in inside),
            "docstring": bool(docstring),
            "sections": self.sections(docstring),
            "stub": self.stub(node),
            "abstract": bool(marks & {"abstractmethod", "overload"}) or "Protocol" in bases,
        }

    def own_nodes(self, function):
        """What the function itself does, without the functions within it."""
        waiting = list(function.body)
        while waiting:
            node = waiting.pop()
            yield node
            if not isinstance(node, FUNCTIONS + (ast.Lambda, ast.ClassDef)):
                waiting.extend(ast.iter_child_nodes(node))

    @staticmethod
    def sections(docstring):
        found = []
        for line in docstring.split("\n"):
            match = SECTION.match(line)
            name = match and (match.group("google") or match.group("field"))
            name = name and SECTIONS.get(name.lower(), name.capitalize())
            if name and name not in found:
                found.append(name)
        return found

    @staticmethod
    def stub(node):
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        if not body:
            return "docstring"
        only = body[0] if len(body) == 1 else None
        if isinstance(only, ast.Pass):
            return "pass"
        if isinstance(only, ast.Expr) and isinstance(only.value, ast.Constant) and only.value.value is Ellipsis:
            return "ellipsis"
        if isinstance(only, ast.Raise):
            raised = only.exc.func if isinstance(only.exc, ast.Call) else only.exc
            return "not-implemented" if dotted(raised) == "NotImplementedError" else "none"
        return "none"

    @staticmethod
    def is_entry_guard(node):
        if not isinstance(node, ast.If) or not isinstance(node.test, ast.Compare):
            return False
        sides = [node.test.left] + node.test.comparators
        return any(dotted(s) == "__name__" for s in sides) and any(constant(s, str) and s.value == "__main__" for s in sides)

    def comments(self):
        """Whether there is a comment besides the first lines' own, and the file name that the first one gives."""
        try:
            tokens = list(tokenize.generate_tokens(io.StringIO(self.source.code).readline))
        except (tokenize.TokenError, SyntaxError):
            return False, ""
        comments = [t.string for t in tokens if t.type == tokenize.COMMENT]
        first = next((i for i, t in enumerate(tokens) if t.type not in (tokenize.COMMENT, tokenize.NL)), 0)
        head = [t.string for t in tokens[:first] if t.type == tokenize.COMMENT and not t.string.startswith("#!")]
        named = FILE_NAME.match(head[0]) if head else None
        formal = sum(1 for c in comments if c.startswith("#!")) + (1 if named else 0)
        return len(comments) > formal, named.group(1) if named else ""
