"""What a call is of: dotted names with the import aliases resolved, and the arguments as they were written."""

import ast


def dotted(node):
    """`a.b.c` as text; None for anything else."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join([node.id] + parts[::-1])


def import_aliases(tree):
    aliases = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname:
                    aliases[alias.asname] = alias.name
                else:
                    aliases[alias.name.split(".")[0]] = alias.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                aliases[alias.asname or alias.name] = "{}.{}".format(node.module, alias.name)
    return aliases


def keyword(call, name):
    return next((k.value for k in call.keywords if k.arg == name), None)


def spreads(call):
    """Whether arguments come from elsewhere, so that none can be called missing."""
    return any(k.arg is None for k in call.keywords) or any(isinstance(a, ast.Starred) for a in call.args)


def argument(call, position, name):
    return call.args[position] if len(call.args) > position else keyword(call, name)


def constant(node, kind):
    return isinstance(node, ast.Constant) and isinstance(node.value, kind)
