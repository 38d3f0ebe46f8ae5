"""Runs one module of tests in the working folder and reports what came of each test, a line of JSON at a time.

The report goes over a descriptor, behind a seal that nobody else has read: what the tests or the code write says nothing.
"""

import ast
import asyncio
import collections
import difflib
import importlib
import importlib.util
import json
import os
import pprint
import shutil
import signal
import sys
import traceback
import types
import unittest
import unittest.mock

ABSENT, SHELL_START = "/var/tmp/absent.txt", "/var/tmp/shell.sh"
FOLDER = os.getcwd()
LONGEST = 300
MOST_TOLD = 8

# Scripts under test that call what is not on this machine cannot be judged here, even where the test hides what they say.
COMMAND_NOT_FOUND = """command_not_found_handle() {
    echo "$1" >> %s
    echo "$0: $1: command not found" >&2
    return 127
}
""" % ABSENT

counts = collections.Counter()


def channel(write=os.write, pid=os.getpid, dumps=json.dumps):
    seal = os.read(3, 64)
    os.close(3)
    out, me = os.dup(4), os.getpid()
    os.close(4)

    def send(line, mark=b""):
        data = seal + b" " + mark + dumps(line).encode("ascii") + b"\n"
        while data and pid() == me:
            data = data[write(out, data):]

    return send


def tell(what, **more):
    counts[what] += 1
    if what == "begun":
        send({"what": what, **more}, b"~")  # only the last one matters, and there may be thousands
    elif counts[what] <= MOST_TOLD:
        send({"what": what, **more})


def cut(text):
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def words(error):
    """The last line of the traceback, or the first of several: type and message."""
    last = "".join(traceback.format_exception_only(type(error), error)).strip()
    if isinstance(error, SyntaxError):
        last = "{}: {}".format(type(error).__name__, error.msg)
    first = last.partition("\n")[0]
    said = getattr(error, "stderr", None) or b""
    said = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    lines = said.strip().splitlines()
    return cut(first) + (cut("; stderr ends: " + lines[-1]) if lines else "")


def told(error):
    """What an exception says, and where: the innermost line in a file of the answer."""
    frames = [
        (frame.f_code.co_filename, line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if "__unittest" not in frame.f_globals
    ]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno or 0, ""))
    own = [frame for frame in frames if os.path.dirname(os.path.abspath(frame[0])) == FOLDER]
    place = own[-1] if own else ("", 0, "")
    lines = [line for path, line, _ in own if os.path.basename(path) == FILE]
    return {
        "type": type(error).__name__,
        "message": cut(str(error).partition("\n")[0]),
        "words": words(error),
        "file": os.path.basename(place[0]),
        "line": place[1],
        "function": place[2],
        "innermost": bool(own) and frames[-1] == own[-1],
        "testLine": lines[-1] if lines else 0,
    }


def failed(subject, error):
    tell("failed", subject=cut(subject), **told(error))


class Result(unittest.TextTestResult):
    methods = collections.Counter()

    def subject(self, test):
        if not hasattr(test, "_testMethodName") and not hasattr(test, "test_case"):
            stage, _, rest = test.id().partition(" (")  # of a class or the module
            name = rest.rstrip(")").rpartition(".")[2]
            return "`{}` of `{}`".format(stage, name)
        case = getattr(test, "test_case", test)
        name = case._testMethodName
        if self.methods[name] > 1:
            name = type(case).__name__ + "." + name
        part = test.id()[len(case.id()):].strip() if case is not test else ""
        return "test `{}`{}".format(name, " " + part if part not in ("", "(<subtest>)") else "")

    def startTest(self, test):
        super().startTest(test)
        tell("begun", subject=cut(self.subject(test)))

    def addError(self, test, err):
        super().addError(test, err)
        failed(self.subject(test), err[1])

    def addFailure(self, test, err):
        super().addFailure(test, err)
        failed(self.subject(test), err[1])

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            failed(self.subject(subtest), err[1])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        tell("skipped", reason=cut(str(reason)))

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        tell("expected")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        tell("failed", subject=self.subject(test), words="it passes, though it is marked as one that is expected to fail")


def cases(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from cases(test)
        else:
            yield test


def functions(prefixes):
    """What is defined in modules that run tests."""
    found = {}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] not in prefixes or not isinstance(module, types.ModuleType):
            continue
        for key, value in list(vars(module).items()):
            if isinstance(value, types.FunctionType):
                found[name, key] = value
            elif isinstance(value, type) and value.__module__ == name:
                found.update(((name, key, part), its) for part, its in list(vars(value).items()) if callable(its))
    return found


def hold(before, prefixes):
    """Tests that replace what runs them say nothing."""
    after = functions(prefixes)
    changed = sorted(".".join(key) for key, value in before.items() if after.get(key) is not value)
    if changed:
        tell("failed", subject="the run", words="`{}` was replaced by the tests or the code".format(cut(changed[0])))


def module():
    """The tests, found by their file: another module may have that name."""
    if MODULE in sys.modules or not MODULE.isidentifier():
        spec = importlib.util.spec_from_file_location("answer_" + MODULE.replace("-", "_"), os.path.join(FOLDER, FILE))
        loaded = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = loaded
        spec.loader.exec_module(loaded)
        return loaded
    return importlib.import_module(MODULE)


def by_unittest():
    before = functions({"unittest"})
    try:
        tests = module()
        suite = unittest.defaultTestLoader.loadTestsFromModule(tests)
    except unittest.SkipTest as skip:
        tell("skipped", reason=cut(str(skip)))
        return 0
    except BaseException as error:
        traceback.print_exc()
        failed("importing the tests", error)
        return 0
    Result.methods.update(getattr(test, "_testMethodName", "") for test in cases(suite))
    hold(before, {"unittest"})
    wanted = suite.countTestCases()
    unittest.TextTestRunner(resultclass=Result).run(suite)
    hold(before, {"unittest"})
    complete(counts["begun"], wanted)
    return counts["begun"]


def complete(run, wanted):
    """A run that stops before its end says nothing of the rest. Skipped classes have tests that never begin."""
    if run < wanted and not counts["failed"] and not counts["skipped"]:
        tell("failed", subject="the run", words="it stops after {} of {} tests".format(run, wanted))


class Plugin:
    """Tells pytest's tests in the same words."""

    def pytest_runtest_logstart(self, nodeid, location):
        tell("begun", subject=cut("test `{}`".format(location[2])))

    def pytest_runtest_logreport(self, report):
        counts["called"] += report.when == "call" or report.when == "setup" and not report.passed
        if report.skipped and hasattr(report, "wasxfail"):
            tell("expected")
        elif report.skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
            tell("skipped", reason=cut(reason.replace("Skipped: ", "")))
        elif report.failed and isinstance(report.longrepr, str):
            tell("failed", subject="test `{}`".format(report.location[2]), words="it passes, though it is marked as one that is expected to fail")

    def pytest_sessionfinish(self, session, exitstatus):
        complete(counts["called"], session.testscollected)

    def pytest_exception_interact(self, node, call, report):
        error = call.excinfo.value
        if type(error).__name__ == "CollectError" and error.__cause__ is not None:
            error = error.__cause__
        collecting = not hasattr(node, "function")
        failed("importing the tests" if collecting else "test `{}`".format(report.location[2]), error)


def by_pytest(pytest):
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    options = ["-q", "-p", "no:cacheprovider", "--tb=short", "--rootdir=.", "-c", os.devnull]
    if hooks():
        options.append("--noconftest")
    before = functions({"unittest", "pytest", "_pytest", "pluggy"})
    pytest.main([*options, FILE], plugins=[Plugin()])
    hold(before, {"unittest", "pytest", "_pytest", "pluggy"})
    return counts["called"]


def hooks():
    """Whether a file of the answer would have a say in what comes of tests. One with fixtures may stay."""
    try:
        with open("conftest.py", encoding="utf-8") as source:
            return "pytest_" in source.read()
    except OSError:
        return False


def is_plain_test(node):
    """A function or class that only pytest would find."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return node.name.startswith("test_")
    return (
        isinstance(node, ast.ClassDef)
        and node.name.startswith("Test")
        and not node.bases
        and any(isinstance(part, ast.FunctionDef) and part.name.startswith("test_") for part in node.body)
    )


def main():
    with open(SHELL_START, "w", encoding="utf-8") as start:
        start.write(COMMAND_NOT_FOUND)
    os.environ["BASH_ENV"] = SHELL_START
    with open(FILE, encoding="utf-8") as source:
        tree = ast.parse(source.read())
    plain = any(map(is_plain_test, tree.body))
    pytest = None
    if plain:
        try:
            import pytest
        except ImportError:
            pass
    sys.modules["__main__"] = types.ModuleType("__main__")
    run = by_pytest(pytest) if pytest else by_unittest()
    if plain and not pytest:
        tell("lacks-pytest")
    elif not run and any(isinstance(node, ast.Assert) for node in tree.body):
        run = 1
    try:
        with open(ABSENT, encoding="utf-8") as names:
            for name in sorted(set(names.read().split())):
                if shutil.which(name) is None:
                    tell("absent", name=cut(name))
    except OSError:
        pass
    tell("end", run=run, failed=counts["failed"], skipped=counts["skipped"], expected=counts["expected"])


send = channel()
sys.path.insert(0, FOLDER)
FILE = sys.argv[1]
MODULE = FILE[:-3]
del sys.argv[1:]
main()
