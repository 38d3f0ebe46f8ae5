"""Tries the examples of a module's docstrings, or a session that was copied from the prompt, and reports what is not as shown.

There are two processes: the first counts and reports, the second tries the examples. Among these are two that must fail, the first
and the last, with words that the first process makes up.
"""

import contextlib
import doctest
import importlib
import io
import json
import os
import re
import sys
import types

LONGEST = 300
MOST_TOLD = 8
PROMPT = re.compile(r"\s*(?:>>>|\.\.\.)(?: |$)")


def cut(text):
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


class Runner(doctest.DocTestRunner):
    def __init__(self, send):
        super().__init__(checker=Checker(), verbose=False, optionflags=doctest.ELLIPSIS)
        self.tell = send

    def place(self, test, example):
        return {"line": (test.lineno or 0) + example.lineno + 1, "source": cut(example.source.strip()), "want": cut(example.want.strip())}

    def report_failure(self, out, test, example, got):
        self.tell(**self.place(test, example), got=cut(got.strip()))

    def report_unexpected_exception(self, out, test, example, exc_info):
        error = exc_info[1]
        self.tell(**self.place(test, example), type=type(error).__name__, message=cut(str(error).partition("\n")[0]))


class Checker(doctest.OutputChecker):
    def check_output(self, want, got, optionflags):
        return super().check_output(self.trimmed(want.replace("…", "...")), self.trimmed(got), optionflags)

    @staticmethod
    def trimmed(text):
        return text.rstrip() + "\n" if text.strip() else ""


def session(text):
    """The text with its empty lines of output marked: only in a docstring does an empty line end the output."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        after = next((rest for rest in lines[i + 1 :] if rest.strip()), ">>>")
        if i > 0 and not line.strip() and not PROMPT.match(after) and not PROMPT.match(lines[i - 1]):
            lines[i] = "<BLANKLINE>"
    return "\n".join(lines)


def tests():
    if not FILE.endswith(".py"):
        module = sys.modules["session"] = types.ModuleType("session")
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(BEFORE, "before", "exec"), module.__dict__)
        with open(FILE, encoding="utf-8") as source:
            return [doctest.DocTestParser().get_doctest(session(source.read()), module.__dict__, FILE, FILE, 0)]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        module = importlib.import_module(FILE[:-3])
    return doctest.DocTestFinder(exclude_empty=True).find(module)


def work(out, key, names):
    """In the second process: the examples themselves."""

    def send(write=os.write, encode=json.JSONEncoder().encode, me=os.getpid(), pid=os.getpid, **what):
        data = key + b" " + encode(what).encode("ascii") + b"\n"
        while data and pid() == me:
            data = data[write(out, data):]

    found, runner, tried = tests(), Runner(send), 0
    must_fail = [doctest.DocTestParser().get_doctest(f">>> {name!r}\n{name[1:]!r}\n", {}, name, name, 0) for name in names]
    for test in (must_fail[0], *found, must_fail[1]):
        tried += len(test.examples)
        runner.run(test, out=lambda text: None)
    send(tried=tried - 2)


def main():
    names = [os.urandom(8).hex() for _ in range(2)]
    failing, wrong, end = set(), [], []

    def hear(line, report):
        try:
            told = json.loads(line)
            source = str(told.get("source", ""))
        except (ValueError, AttributeError, RecursionError):
            return
        mine = [name for name in names if name in source]
        if "tried" in told:
            end.append(told)
        elif mine:
            failing.update(mine)
        else:
            wrong.append(source)
            if len(wrong) <= MOST_TOLD:
                report(line)

    def close(report):
        # Where nothing can fail nothing was tried.
        if end and (wrong or failing == set(names)):
            report(json.dumps({"tried": end[0]["tried"], "wrong": len(wrong)}).encode("ascii"))

    apart(lambda out, key: work(out, key, names), hear, close)


sys.path.insert(0, os.getcwd())
FILE, BEFORE = sys.argv[1:3]
del sys.argv[1:]
main()
