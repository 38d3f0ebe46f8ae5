# Small changes of a program, each alone, as one JSON list of {"line", "what", "code"}. The same program gives the same list.
import ast
import copy
import json
import random
import sys

TURNED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}
# Nobody tests how long something waits, or how wide output is.
SETTINGS = {"timeout", "indent", "stacklevel", "maxlen", "width", "chunksize", "buffering"}


def is_guard(node):
    return isinstance(node, ast.If) and ast.unparse(node.test).startswith("__name__ ==")


def nodes(tree):
    """All nodes that are code of the program's own, in the order of the text."""
    found = []

    def visit(node):
        if is_guard(node):
            return
        found.append(node)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.keyword) and child.arg in SETTINGS:
                    continue
                if isinstance(child, ast.AST):
                    visit(child)

    visit(tree)
    return found


def changes(node):
    """What can be changed at a node: (words, change) pairs."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        yield "a comparison turned", lambda n: n.ops.__setitem__(0, TURNED[type(n.ops[0])]())
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield f"{node.value} made {node.value + 1}", lambda n: setattr(n, "value", n.value + 1)
    if isinstance(node, ast.If):
        yield "a branch removed", lambda n: setattr(n, "test", ast.Constant(False))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "a not removed", lambda n: setattr(n, "op", ast.UAdd()) or setattr(
            n, "operand", ast.Call(ast.Name("bool", ast.Load()), [n.operand], []))
    if isinstance(node, ast.BoolOp):
        yield "and and or exchanged", lambda n: setattr(n, "op", ast.Or() if isinstance(n.op, ast.And) else ast.And())
    if isinstance(node, ast.ExceptHandler) and not all(isinstance(each, ast.Pass) for each in node.body):
        yield "an except emptied", lambda n: setattr(n, "body", [ast.Pass()])


def all_changes(source):
    tree = ast.parse(source)
    sites = [(at, what) for at, node in enumerate(nodes(tree)) for what, _ in changes(node)]
    most = int(sys.argv[2])
    if len(sites) > most:
        sites = sorted(random.Random(17).sample(sites, most))
    for at, what in sites:
        fresh = copy.deepcopy(tree)
        node = nodes(fresh)[at]
        line = node.lineno
        dict(changes(node))[what](node)
        ast.fix_missing_locations(fresh)
        yield {"line": line, "what": what, "code": ast.unparse(fresh) + "\n"}


with open(sys.argv[1], encoding="utf-8") as program:
    print(json.dumps(list(all_changes(program.read()))))
