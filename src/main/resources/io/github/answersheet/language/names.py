"""Which names of a module are used but defined nowhere, and which imports are used nowhere.

In doubt a name counts as defined: right code is never blamed. The order of statements plays no part.
"""

import ast
import builtins
import re

MODULE_NAMES = {"__file__", "__name__", "__doc__", "__spec__", "__loader__", "__package__", "__path__", "__builtins__"}
CLASS_NAMES = {"__class__", "__module__", "__qualname__", "__annotations__", "__dict__"}
KNOWN = set(dir(builtins)) | MODULE_NAMES | CLASS_NAMES | {"WindowsError", "_", "get_ipython", "display"}
NAMESPACE_TRICKS = {"exec", "globals", "locals", "vars"}


class Scope:
    def __init__(self, parent, is_class=False):
        self.parent = parent
        self.is_class = is_class
        self.bound = set()
        self.uses = []
        self.module = parent.module if parent else self
        self.children = []
        if parent:
            parent.children.append(self)

    def defines(self, name):
        """A class's names are seen in its own body, not in its methods."""
        scope = self
        while scope:
            if name in scope.bound and (scope is self or not scope.is_class):
                return True
            scope = scope.parent
        return False


class Names(ast.NodeVisitor):
    """Walks a module once; `undefined` and `unused_imports` tell what it saw."""

    def __init__(self, tree):
        self.module = self.scope = Scope(None)
        self.certain = True
        self.imports = []
        self.guarded = set()
        self.words = set()
        self.lazy_annotations = False
        self.in_function = False
        self.visit(tree)

    def undefined(self):
        if not self.certain:
            return
        for scope in self.all_scopes():
            for node in scope.uses:
                if node.id not in KNOWN and node.id not in self.guarded and not scope.defines(node.id):
                    yield node

    def unused_imports(self):
        used = {node.id for scope in self.all_scopes() for node in scope.uses} | self.words
        for alias, node, name in self.imports:
            if name not in used:
                yield alias, node, name

    def all_scopes(self):
        scopes = [self.module]
        for scope in scopes:
            scopes.extend(scope.children)
        return scopes

    def bind(self, name):
        if name:
            self.scope.bound.add(name)

    def visit_all(self, nodes):
        for node in nodes:
            if node is not None:
                self.visit(node)

    def inside(self, nodes, is_class=False, names=(), in_function=None):
        outer, outer_function = self.scope, self.in_function
        self.scope = Scope(outer, is_class)
        self.in_function = not is_class if in_function is None else in_function
        self.scope.bound.update(names)
        self.visit_all(nodes)
        self.scope, self.in_function = outer, outer_function

    def annotation(self, node):
        if node is not None and not self.lazy_annotations:
            self.visit(node)
        elif node is not None:
            self.words.update(n.id for n in ast.walk(node) if isinstance(n, ast.Name))

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Store):
            self.bind(node.id)
        else:
            self.scope.uses.append(node)
            if node.id in NAMESPACE_TRICKS:
                self.certain = False

    def visit_Constant(self, node):
        # __all__, annotations in quotes and the like.
        if isinstance(node.value, str) and len(node.value) < 1000:
            self.words.update(re.findall(r"\w+", node.value))

    def visit_FunctionDef(self, node):
        self.bind(node.name)
        type_names = [p.name for p in getattr(node, "type_params", [])]
        arguments = node.args
        every = arguments.posonlyargs + arguments.args + arguments.kwonlyargs + [arguments.vararg, arguments.kwarg]
        every = [argument for argument in every if argument]
        self.visit_all(node.decorator_list + arguments.defaults + arguments.kw_defaults)
        outer, self.scope = self.scope, Scope(self.scope, self.scope.is_class)
        # Seen by annotations only: type parameters, and all that the surrounding class has.
        self.scope.bound.update(type_names)
        self.scope.bound.update(outer.bound if outer.is_class else ())
        for argument in every:
            self.annotation(argument.annotation)
        self.annotation(node.returns)
        self.scope = outer
        self.inside(node.body, names=[argument.arg for argument in every] + type_names)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node):
        arguments = node.args
        every = arguments.posonlyargs + arguments.args + arguments.kwonlyargs + [arguments.vararg, arguments.kwarg]
        self.visit_all(arguments.defaults + arguments.kw_defaults)
        self.inside([node.body], names=[argument.arg for argument in every if argument])

    def visit_ClassDef(self, node):
        self.bind(node.name)
        type_names = [p.name for p in getattr(node, "type_params", [])]
        self.visit_all(node.decorator_list)
        self.scope.bound.update(type_names)
        self.visit_all(node.bases + [keyword.value for keyword in node.keywords])
        self.inside(node.body, is_class=True, names=type_names)

    def comprehension(self, node):
        # A class's names reach the first iterable; so that nothing right is blamed, they reach all of it.
        known = self.scope.bound if self.scope.is_class else ()
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self.inside(node.generators + parts, names=known, in_function=self.in_function)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension

    def visit_NamedExpr(self, node):
        self.visit(node.value)
        scope = self.scope
        while scope:
            scope.bound.add(node.target.id)
            scope = scope.parent

    def visit_Global(self, node):
        self.module.bound.update(node.names)

    def visit_AnnAssign(self, node):
        self.visit(node.target)
        if node.value:
            self.visit(node.value)
        # Not evaluated for the local names of a function.
        lazy, self.lazy_annotations = self.lazy_annotations, self.lazy_annotations or self.in_function
        self.annotation(node.annotation)
        self.lazy_annotations = lazy

    def visit_Import(self, node):
        for alias in node.names:
            name = (alias.asname or alias.name).split(".")[0]
            self.bind(name)
            if alias.asname != alias.name:
                self.imports.append((alias.name, node, name))

    def visit_ImportFrom(self, node):
        if node.module == "__future__":
            self.lazy_annotations |= any(alias.name == "annotations" for alias in node.names)
            self.scope.bound.update(alias.asname or alias.name for alias in node.names)
            return
        for alias in node.names:
            if alias.name == "*":
                self.certain = False
                continue
            name = alias.asname or alias.name
            self.bind(name)
            if alias.asname != alias.name:
                self.imports.append(("{}.{}".format(node.module or "", alias.name).strip("."), node, name))

    def visit_Try(self, node):
        caught = {n.id for h in node.handlers if h.type for n in ast.walk(h.type) if isinstance(n, ast.Name)}
        if "NameError" in caught:
            # Whether the name is there is what is asked.
            self.guarded.update(n.id for part in node.body for n in ast.walk(part) if isinstance(n, ast.Name))
        if "ImportError" in caught or "ModuleNotFoundError" in caught:
            # Whether it can be imported is what is asked.
            self.words.update(
                (alias.asname or alias.name).split(".")[0]
                for statement in node.body
                for n in ast.walk(statement)
                if isinstance(n, (ast.Import, ast.ImportFrom))
                for alias in n.names
            )
        self.generic_visit(node)

    visit_TryStar = visit_Try

    def visit_ExceptHandler(self, node):
        self.bind(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node):
        self.bind(node.name)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node):
        self.bind(node.rest)
        self.generic_visit(node)

    def visit_TypeAlias(self, node):
        self.visit(node.name)
        self.inside([node.value], names=[p.name for p in node.type_params])
