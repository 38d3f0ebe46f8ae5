"""Whether code that this Python refuses is right for a newer one: its newer forms are written as older ones and compiled again."""

import re
import sys
import warnings

PARAMETERS = r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]"
# The version that brought a form, the form, and what stands in its place before.
NEWER = [
    ((3, 11), r"^(\s*)except\*", r"\1except"),
    ((3, 12), r"^(\s*)type\s+(\w+)\s*(?:%s)?\s*=" % PARAMETERS, r"\1\2 ="),
    ((3, 12), r"^(\s*(?:async\s+)?def\s+\w+)\s*%s\s*\(" % PARAMETERS, r"\1("),
    ((3, 12), r"^(\s*class\s+\w+)\s*%s" % PARAMETERS, r"\1"),
    ((3, 14), r"^(\s*except\*?)\s+(\w[\w.]*(?:\s*,\s*\w[\w.]*)+)\s*:", r"\1 (\2):"),
    ((3, 14), r"(?<![\w'\"\\])(?:t|rt|tr)(?=['\"])", "f"),
]
LONGEST_FIELD = 1000
F_STRING = re.compile(r"""(?<![\w'"])(?:f|fr|rf)("{3}|'{3}|["'])""", re.IGNORECASE)


def needed_version(code):
    """The version that compiles it, as far as can be told; None if none does."""
    needed, old = None, code
    for version, form, before in NEWER:
        changed = re.sub(form, before, old, flags=re.MULTILINE) if version > sys.version_info[:2] else old
        if changed != old:
            needed, old = version, changed
    if needed and compiles(old):
        return needed
    if sys.version_info < (3, 12):
        plain = without_fields(old)
        if plain != old and compiles(plain):
            return needed or (3, 12)
    return None


def compiles(code):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(code, "block", "exec", dont_inherit=True)
            return True
        except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError):
            return False


def without_fields(code):
    """The code with an empty string in the place of each f-string that is right as 3.12 reads it."""
    parts, done = [], 0
    for start in iter(lambda: F_STRING.search(code, done), None):
        end = end_of(code, start.end(), start.group(1))
        parts.append(code[done : start.start()] + ("''" if end else start.group()))
        done = end or start.end()
    return "".join(parts) + code[done:]


def end_of(code, at, quote):
    """Where an f-string ends as 3.12 reads it; None if it does not end, or a field of it is no expression."""
    while at is not None and at < len(code):
        if code.startswith(quote, at):
            return at + len(quote)
        if code[at] == "\n" and len(quote) == 1:
            return None
        if code.startswith("{{", at) or code[at] == "\\":
            at += 2
        else:
            at = end_of_field(code, at + 1) if code[at] == "{" else at + 1
    return None


def end_of_field(code, start):
    at, depth, end = start, 0, None
    while at < min(len(code), start + LONGEST_FIELD):
        character = code[at]
        if character in "\"'":
            quote = character * 3 if code.startswith(character * 3, at) else character
            close = code.find(quote, at + len(quote))
            if close < 0:
                return None
            at = close + len(quote)
            continue
        if character == "}" and depth == 0:
            expression = code[start : at if end is None else end].strip().rstrip("=")
            return at + 1 if compiles("(" + expression + ")") else None
        if depth == 0 and end is None and (character == ":" or character == "!" and not code.startswith("!=", at)):
            end = at
        depth += (character in "([{") - (character in ")]}")
        at += 1
    return None
