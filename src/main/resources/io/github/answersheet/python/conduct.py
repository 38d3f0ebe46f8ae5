"""What a program needs or does when it is run, as far as the tree tells: who runs it asks this to explain what came of it."""

import ast

ASKING = {"input", "getpass.getpass", "breakpoint", "pdb.set_trace", "code.interact"}
SERVING = {"serve_forever", "run_forever", "run_app", "serve"}
SERVERS = {"uvicorn.run", "waitress.serve", "prometheus_client.start_http_server", "wsgiref.simple_server.make_server"}
WAITING = {"sleep", "accept", "recv", "recvfrom", "readline", "wait", "pause", "get", "select", "run_pending"}
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
                if name == "signal.pause":
                    found.add("endless")
                if (name or "").startswith("fileinput.") or self.opens_input(node, name):
                    found.add("reads_input")
            elif isinstance(node, (ast.Attribute, ast.Name)) and self.target(node) == "sys.stdin":
                found.add("reads_input")
            elif isinstance(node, ast.While) and self.may_be_endless(node):
                found.add("endless")
        return sorted(found)

    def opens_input(self, call, name):
        """open(0), open("/dev/stdin") and Path("/dev/stdin")."""
        first = call.args[0] if call.args else None
        if not isinstance(first, ast.Constant):
            return False
        return first.value == "/dev/stdin" or (name in {"open", "os.fdopen"} and first.value == 0)

    def may_be_endless(self, loop):
        """Nothing inside leaves it, or it waits in each round for what comes from outside."""
        inside = [n for statement in loop.body for n in ast.walk(statement)]
        always = isinstance(loop.test, ast.Constant) and bool(loop.test.value)
        leaves = any(isinstance(n, (ast.Break, ast.Return, ast.Raise)) for n in inside)
        calls = [n.func for n in inside if isinstance(n, ast.Call)]
        waits = any((f.attr if isinstance(f, ast.Attribute) else getattr(f, "id", None)) in WAITING for f in calls)
        return (always and not leaves) or waits
