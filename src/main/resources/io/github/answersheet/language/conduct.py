"""What a program needs or does when it is run, as far as the tree tells: who runs it asks this to explain what came of it."""

import ast

ASKING = {"input", "getpass.getpass", "breakpoint", "pdb.set_trace", "code.interact"}
SERVING = {"serve_forever", "run_forever", "run_app", "serve", "handle_request", "wait_for_termination"}
SERVERS = {"uvicorn.run", "waitress.serve", "prometheus_client.start_http_server", "wsgiref.simple_server.make_server"}
WAITING = {"sleep", "accept", "recv", "recvfrom", "readline", "wait", "pause", "get", "select", "run_pending"}
CLOCKS = {"time.time", "logging.basicConfig", "logging.Formatter"}
DATES = {
    "time.localtime", "time.gmtime", "time.strftime", "time.ctime", "time.asctime", "datetime.datetime.now",
    "datetime.datetime.today", "datetime.datetime.utcnow", "datetime.date.today",
}
MACHINE = {
    "sys.version", "sys.version_info", "os.cpu_count", "os.uname", "os.sched_getaffinity", "os.statvfs", "os.getloadavg",
    "multiprocessing.cpu_count", "shutil.disk_usage",
}
TIMED = {"wait", "join", "get", "acquire", "result", "select", "poll", "Timer", "wait_for"}
PRIVILEGED = {"os.geteuid", "os.getuid", "os.setuid", "os.chown", "os.chroot"}


class ConductFacts:
    """Part of Facts."""

    def conduct(self):
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                name = self.target(node.func)
                method = node.func.attr if isinstance(node.func, ast.Attribute) else None
                if name in ASKING:
                    found.add("interactive")
                if name in SERVERS or method in SERVING or (name or "").endswith("app.run"):
                    found.add("server")
                if name in PRIVILEGED:
                    found.add("root")
                if name in ("signal.pause", "signal.sigwait"):
                    found.add("endless")
                if name in CLOCKS | DATES:
                    found.add("clock")
                if name in DATES:
                    found.add("date")
                if self.waits(node, method or (name or "").split(".")[-1]):
                    found.add("waiting")
                if (name or "").startswith("fileinput.") or self.opens_input(node, name):
                    found.add("reads_input")
            elif isinstance(node, (ast.Attribute, ast.Name)) and self.target(node) == "sys.stdin":
                found.add("reads_input")
            elif isinstance(node, (ast.Attribute, ast.Name)):
                name = self.target(node) or ""
                if name in MACHINE or name.startswith("platform."):
                    found.add("machine")
            elif constant(node, str) and node.value.startswith(("/proc/", "/sys/", "/etc/")):
                found.add("machine")
            elif isinstance(node, ast.While) and self.may_be_endless(node):
                found.add("endless")
        return sorted(found)

    @staticmethod
    def waits(call, name):
        """Whether it sleeps, waits for a time that it names, or starts the program that sleeps."""
        command = call.args[0] if call.args else None
        first = command.elts[0] if isinstance(command, ast.List) and command.elts else command
        sleeps = constant(first, str) and first.value.split(" ")[0] == "sleep"
        return name == "sleep" or sleeps or name in TIMED and bool(call.args or call.keywords)

    def opens_input(self, call, name):
        """open(0), open("/dev/stdin") and Path("/dev/stdin"), perhaps only if no file is named."""
        first = call.args[0] if call.args else None
        either = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
        values = [part.value for part in either if isinstance(part, ast.Constant)]
        return "/dev/stdin" in values or name in {"open", "os.fdopen"} and 0 in values

    def may_be_endless(self, loop):
        """Nothing inside leaves it, or it waits in each round for what comes from outside."""
        inside = [n for statement in loop.body for n in ast.walk(statement)]
        always = isinstance(loop.test, ast.Constant) and bool(loop.test.value)
        leaves = any(isinstance(n, (ast.Break, ast.Return, ast.Raise)) for n in inside)
        calls = [n.func for n in inside if isinstance(n, ast.Call)]
        waits = any((f.attr if isinstance(f, ast.Attribute) else getattr(f, "id", None)) in WAITING for f in calls)
        return (always and not leaves) or waits
