"""Answers each line {"code": "..."} with one line: what the interpreter says of the code, and facts about it.

Runs on Python 3.8 and newer. `names` and `facts` are defined by the scripts that were sent along.
"""

import ast
import json
import re
import sys
import warnings


class Source:
    """Code without the indentation all its lines share, and the way back to the places in the text as it was sent."""

    def __init__(self, text):
        self.lines = re.split(r"\r\n?|\n", text)
        filled = [line for line in self.lines if line.strip()]
        margins = [line[: len(line) - len(line.lstrip(" \t"))] for line in filled]
        first, last = (min(margins), max(margins)) if margins else ("", "")
        width = 0
        while width < len(first) and first[width] == last[width]:
            width += 1
        self.margin = width
        self.code = "\n".join(line[width:] if line.strip() else "" for line in self.lines) + "\n"

    def column(self, line, characters):
        """The 1-based column, in UTF-16 units, that follows so many characters of the line without its margin."""
        before = self.lines[line - 1][: self.margin + characters] if line <= len(self.lines) else ""
        return len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1

    def column_of(self, node):
        text = self.lines[node.lineno - 1][self.margin :]
        head = text.encode("utf-8", "surrogatepass")[: node.col_offset]
        return self.column(node.lineno, len(head.decode("utf-8", "replace")))


def syntax_error(source, error):
    line = min(max(getattr(error, "lineno", None) or 1, 1), len(source.lines))
    offset = getattr(error, "offset", None) or 1
    return {
        "verdict": "error",
        "message": getattr(error, "msg", None) or str(error) or type(error).__name__,
        "line": line,
        "column": source.column(line, max(offset, 1) - 1),
    }


def check(text):
    source = Source(text)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            tree = ast.parse(source.code, "block")
            compile(tree, "block", "exec", dont_inherit=True)
        except (RecursionError, MemoryError):
            return {"verdict": "failed", "message": "the code is nested too deeply"}
        except (SyntaxError, ValueError, OverflowError) as error:
            version = needed_version(source.code)
            if version:
                return {"verdict": "failed", "message": "needs Python {}.{}".format(*version)}
            return syntax_error(source, error)
    try:
        found = Facts(source, tree).collect()
    except RecursionError:
        return {"verdict": "failed", "message": "the code is nested too deeply"}
    told = sorted({(warning.lineno, str(warning.message)) for warning in caught})
    return {"verdict": "ok", "warnings": [{"line": line, "message": message} for line, message in told], **found}


def serve(lines, answers):
    for line in lines:
        try:
            answer = check(json.loads(line)["code"])
        except Exception as error:  # an answer is owed whatever happens
            answer = {"verdict": "failed", "message": "{}: {}".format(type(error).__name__, error)}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def main():
    if sys.version_info < (3, 8):
        reason = "python3 is {}.{}; 3.8 or newer is needed".format(*sys.version_info[:2])
        print(json.dumps({"unavailable": reason}), flush=True)
        return
    print(json.dumps({"ready": True, "version": "{}.{}.{}".format(*sys.version_info[:3])}), flush=True)
    serve(sys.stdin, sys.stdout)


main()
