"""Runs one module of tests in the working folder and reports what came of each test, a line of JSON at a time.

There are two processes. The first runs nothing of the answer; it alone has the seal of the report, counts, and says what came
of the run. The second runs the tests and tells of each what happens. Two tests that must fail are among them, the first and the last, under
names that the first process makes up: if they do not fail, no test of this run says anything.
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
import sys
import traceback
import types
import unittest
import unittest.mock

ABSENT, SHELL_START = "/var/tmp/absent.txt", "/var/tmp/shell.sh"
FOLDER = os.getcwd()
LONGEST = 300
RUNNING = ("case", "suite", "result", "runner", "async_case")
MOST_TOLD = 8

# Scripts under test that call what is not on this machine cannot be judged here, even where the test hides what they say.
COMMAND_NOT_FOUND = """command_not_found_handle() {
    echo "$1" >> %s
    echo "$0: $1: command not found" >&2
    return 127
}
""" % ABSENT

counts = collections.Counter()


def channel(out, key, write=os.write, pid=os.getpid, encode=json.JSONEncoder().encode):
    """Tells the first process, and only from this one."""
    me = pid()

    def send(line):
        data = key + b" " + encode(line).encode("ascii") + b"\n"
        while data and pid() == me:
            data = data[write(out, data):]

    return send


def tell(what, **more):
    counts[what] += 1
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
        tell("begun", subject=cut(self.subject(test)), name=getattr(test, "_testMethodName", ""))

    def addSuccess(self, test):
        super().addSuccess(test)
        tell("passed")

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
    """Tests that replace what runs them say nothing, nor do those that add to it."""
    after = functions(prefixes)
    classes = {key[:2] for key in before if len(key) == 3 and key[0].partition(".")[2] in RUNNING}
    changed = sorted(".".join(key) for key, value in before.items() if after.get(key) is not value)
    changed += sorted(".".join(key) for key in after if key not in before and len(key) == 3 and key[:2] in classes)
    if changed:
        tell("failed", subject="the run", words="`{}` was replaced by the tests or the code".format(cut(changed[0])))


def must_fail(name):
    """A test that fails wherever tests can fail."""

    def test(self):
        self.assertEqual(name, name[1:])

    kind = type(unittest.TestCase)("Test", (unittest.TestCase,), {name: test, "__module__": name})
    return kind(name)


def module():
    """The tests, found by their file: another module may have that name."""
    if MODULE in sys.modules or not MODULE.isidentifier():
        spec = importlib.util.spec_from_file_location("answer_" + MODULE.replace("-", "_"), os.path.join(FOLDER, FILE))
        loaded = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = loaded
        spec.loader.exec_module(loaded)
        return loaded
    return importlib.import_module(MODULE)


def by_unittest(first, last):
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
    tell("collected", run=suite.countTestCases())
    suite = unittest.TestSuite([must_fail(first), suite, must_fail(last)])
    unittest.TextTestRunner(resultclass=Result).run(suite)
    hold(before, {"unittest"})
    return counts["begun"] - 2


class Plugin:
    """Tells pytest's tests in the same words."""

    def __init__(self, names):
        self.names = names

    def pytest_runtest_logstart(self, nodeid, location):
        name = location[2].partition("[")[0].rpartition(".")[2]
        tell("begun", subject=cut("test `{}`".format(location[2])), name=cut(name))

    def pytest_runtest_logreport(self, report):
        counts["called"] += report.when == "call" or report.when == "setup" and not report.passed
        if report.skipped and hasattr(report, "wasxfail"):
            tell("expected")
        elif report.skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
            tell("skipped", reason=cut(reason.replace("Skipped: ", "")))
        elif report.failed and isinstance(report.longrepr, str):
            tell("failed", subject="test `{}`".format(report.location[2]), words="it passes, though it is marked as one that is expected to fail")
        elif report.when == "call" and report.passed:
            tell("passed")

    def pytest_runtestloop(self, session):
        if session.items:
            tell("collected", run=session.testscollected)
            self.fail(session, self.names[0])

    def pytest_sessionfinish(self, session, exitstatus):
        if session.items:
            self.fail(session, self.names[1])

    @staticmethod
    def fail(session, name):
        """A test that fails wherever tests can fail, of which the reader of the output hears nothing."""
        from _pytest.python import Function, Module
        from _pytest.runner import call_and_report

        def test():
            assert name == name[1:]

        item = Function.from_parent(session.items[0].getparent(Module), name=name, callobj=test)
        tell("begun", subject="test `{}`".format(name), name=name)
        call_and_report(item, "call", log=False)

    def pytest_exception_interact(self, node, call, report):
        error = call.excinfo.value
        if type(error).__name__ == "CollectError" and error.__cause__ is not None:
            error = error.__cause__
        collecting = not hasattr(node, "function")
        failed("importing the tests" if collecting else "test `{}`".format(report.location[2]), error)


def by_pytest(pytest, first, last):
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    options = ["-q", "-p", "no:cacheprovider", "--tb=short", "--rootdir=.", "-c", os.devnull]
    if hooks():
        options.append("--noconftest")
    before = functions({"unittest", "pytest", "_pytest", "pluggy"})
    pytest.main([*options, FILE], plugins=[Plugin((first, last))])
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


def run(tree, names):
    """In the second process: the tests themselves."""
    with open(SHELL_START, "w", encoding="utf-8") as start:
        start.write(COMMAND_NOT_FOUND)
    os.environ["BASH_ENV"] = SHELL_START
    plain = any(map(is_plain_test, tree.body))
    pytest = None
    if plain:
        try:
            import pytest
        except ImportError:
            pass
    sys.modules["__main__"] = types.ModuleType("__main__")
    ran = by_pytest(pytest, *names) if pytest else by_unittest(*names)
    if plain and not pytest:
        tell("lacks-pytest")
    elif ran <= 0 and any(isinstance(node, ast.Assert) for node in tree.body):
        ran = 1
    try:
        with open(ABSENT, encoding="utf-8") as missing:
            for name in sorted(set(missing.read().split())):
                if shutil.which(name) is None:
                    tell("absent", name=cut(name))
    except OSError:
        pass
    tell("end", run=max(ran, 0))


def written(tree):
    """The tests that stand in classes which nobody could leave out."""
    gone = {target.id for node in tree.body if isinstance(node, ast.Delete) for target in node.targets if isinstance(target, ast.Name)}
    names = set()
    for node in tree.body:
        if not isinstance(node, ast.ClassDef) or node.name in gone:
            continue
        bases = [base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases]
        if "TestCase" in bases or "IsolatedAsyncioTestCase" in bases:
            its = [part.name for part in node.body if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef))]
            names.update(name for name in its if name.startswith("test_"))
    return names


class Tally:
    """In the first process: what the second one tells, counted."""

    def __init__(self, names, written):
        self.names, self.written = names, written
        self.told, self.failing = collections.Counter(), set()
        self.open, self.wanted, self.end = None, 0, None

    def add(self, line, report):
        try:
            line = json.loads(line)
            what, subject = str(line["what"]), str(line.get("subject", ""))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return
        mine = next((name for name in self.names if name in subject), None)
        if what in ("begun", "end"):
            self.settle(report)
        if what == "begun":
            self.open = subject, mine
            if mine is None:
                self.told["begun"] += 1
                self.written.discard(line.get("name"))
                self.report(report, line, b"~")  # only the last one matters, and there may be thousands
        elif what == "collected":
            self.wanted = line.get("run", 0)
        elif what == "end":
            self.end = line
        elif mine is not None:
            self.failing |= {mine} if what == "failed" else set()
            self.open = None
        else:
            if what in ("passed", "failed", "skipped", "expected"):
                self.open = None if self.open and self.open[1] is None else self.open
            self.tell(report, what, line)

    @staticmethod
    def report(report, line, mark=b""):
        report(json.dumps(line).encode("ascii"), mark)

    def tell(self, report, what, line):
        self.told[what] += 1
        if self.told[what] <= MOST_TOLD and what != "passed":
            self.report(report, line)

    def failed(self, report, subject, words):
        self.tell(report, "failed", {"what": "failed", "subject": subject, "words": words})

    def settle(self, report):
        """Each test that begins has an end."""
        if self.open is not None and self.open[1] is None:
            self.failed(report, self.open[0], "it ends without anything that tells what came of it")
        self.open = None

    def close(self, report):
        if self.end is not None:
            told = self.told
            excused = told["failed"] or told["skipped"]
            # A run that stops before its end says nothing of the rest. Skipped classes have tests that never begin.
            if told["begun"] < self.wanted and not excused:
                self.failed(report, "the run", "it stops after {} of {} tests".format(told["begun"], self.wanted))
            elif told["begun"] and self.written and not excused:
                self.failed(report, "test `{}`".format(min(self.written)), "it never began")
            elif self.failing != set(self.names) and not told["failed"] and (told["begun"] or not told["skipped"]):
                if self.wanted or not told["lacks-pytest"]:
                    self.failed(report, "the run", "a test that has to fail does not, so something keeps tests from failing")
            self.report(report, {"what": "end", "run": self.end.get("run", 0), "failed": told["failed"],
                         "skipped": told["skipped"], "expected": told["expected"]})


def main():
    with open(FILE, encoding="utf-8") as source:
        tree = ast.parse(source.read())
    names = ["test_" + os.urandom(8).hex() for _ in range(2)]
    tally = Tally(names, written(tree))

    def work(out, key):
        global send
        send = channel(out, key)
        run(tree, names)

    apart(work, tally.add, tally.close)


sys.path.insert(0, FOLDER)
FILE = sys.argv[1]
MODULE = FILE[:-3]
del sys.argv[1:]
main()
