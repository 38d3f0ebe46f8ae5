"""Tries the examples of a module's docstrings, or a session that was copied from the prompt, and reports what is not as shown.

The report goes over a descriptor, behind a seal that nobody else has read.
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


def channel(write=os.write, dumps=json.dumps):
    seal = os.read(3, 64)
    os.close(3)
    out = os.dup(4)
    os.close(4)

    def send(line):
        data = seal + b" " + dumps(line).encode("ascii") + b"\n"
        while data:
            data = data[write(out, data):]

    return send


send = channel()


def cut(text):
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


class Runner(doctest.DocTestRunner):
    told = 0

    def tell(self, **what):
        self.told += 1
        if self.told <= MOST_TOLD:
            send(what)

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


def main():
    runner = Runner(checker=Checker(), verbose=False, optionflags=doctest.ELLIPSIS)
    tried = 0
    for test in tests():
        tried += len(test.examples)
        runner.run(test, out=lambda text: None)
    send({"tried": tried, "wrong": runner.told})


sys.path.insert(0, os.getcwd())
FILE, BEFORE = sys.argv[1:3]
del sys.argv[1:]
main()
