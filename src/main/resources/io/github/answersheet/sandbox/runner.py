# The first process inside the sandbox: starts the program, holds it to its limits, and tells how it ended. As process 1
# it cannot be signalled from inside; it makes itself unreadable and untraceable before anything else runs, and it reads
# wanted files only when nobody else is left.
import ctypes
import errno
import json
import os
import resource
import select
import signal
import stat
import sys
import time

LOOK = 0.02
FILES = 20_000
TOOLS = "/tools"
DUMPABLE, SECCOMP, NO_NEW_PRIVILEGES = 4, 22, 38


def prctl(option, value, pointer=None):
    rest = [ctypes.c_ulong(0)] * (2 if pointer else 3)
    call = ctypes.CDLL(None, use_errno=True).prctl
    if call(option, ctypes.c_ulong(value), *([pointer] if pointer else []), *rest) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option} refused")


def guard(filter_code):
    class Filter(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]

    prctl(DUMPABLE, 0)  # then /proc/1 belongs to nobody inside
    prctl(NO_NEW_PRIVILEGES, 1)
    code = bytes.fromhex(filter_code)
    program = Filter(len(code) // 8, code)
    prctl(SECCOMP, 2, ctypes.byref(program))


def write_files(files):
    for path, text in files.items():
        folder = os.path.dirname(path)
        if folder:
            os.makedirs(folder, exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="", errors="surrogatepass") as file:
            file.write(text)
        if text.startswith("#!"):
            os.chmod(path, 0o755)  # a script, saved as one


def furnish(request):
    """What programs expect of any machine: who they are, who localhost is, and the tools that every Linux has."""
    me, group = os.getuid(), os.getgid()
    user, home = request["user"], os.environ["HOME"]
    for path, text in (
        ("/etc/passwd", f"root:x:0:0:root:/root:/bin/bash\n{user}:x:{me}:{group}:{user}:{home}:/bin/bash\n"),
        ("/etc/group", f"root:x:0:\n{user}:x:{group}:\n"),
        ("/etc/hosts", f"127.0.0.1 localhost\n127.0.0.1 {os.uname().nodename}\n"),
        ("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n"),
    ):
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
    os.mkdir(TOOLS)
    for name in request["tools"]:
        found = next((f"{folder}/{name}" for folder in ("/usr/bin", "/bin", "/usr/sbin", "/sbin") if os.path.exists(f"{folder}/{name}")), None)
        if found:
            os.symlink(found, f"{TOOLS}/{name}")
    for name in ("python3", "python"):
        os.symlink(sys.executable, f"{TOOLS}/{name}")


def listens():
    """Whether somebody waits for connections or datagrams."""
    for table, state in (("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07"), ("unix", "00010000")):
        try:
            with open("/proc/net/" + table, encoding="ascii", errors="replace") as lines:
                if any(line.split()[3] == state for line in lines):
                    return True
        except OSError:
            pass
    return False


def start(request, limits):
    out, err, failed = os.pipe(), os.pipe(), os.pipe()
    source = os.open("/tmp", os.O_TMPFILE | os.O_RDWR, 0o600)
    os.write(source, request["stdin"].encode("utf-8", "replace"))
    os.lseek(source, 0, os.SEEK_SET)
    pid = os.fork()
    if pid == 0:
        try:
            prctl(DUMPABLE, 1)
            os.setsid()
            os.dup2(source, 0)
            os.dup2(out[1], 1)
            os.dup2(err[1], 2)
            with open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
                score.write("1000")
            seconds = int(limits["seconds"]) + 1
            for what, most in (
                (resource.RLIMIT_AS, 2 * limits["memory"]),
                (resource.RLIMIT_FSIZE, limits["disk"]),
                (resource.RLIMIT_CPU, seconds),
                (resource.RLIMIT_NOFILE, 256),
                (resource.RLIMIT_CORE, 0),
                (resource.RLIMIT_MSGQUEUE, 0),
                (resource.RLIMIT_NPROC, limits["processes"]),
            ):
                resource.setrlimit(what, (most, most))
            for number in (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            os.execvp(request["command"][0], request["command"])
        except OSError as error:
            os.write(failed[1], os.strerror(error.errno).encode())
        finally:
            os._exit(127)
    for end in (out[1], err[1], failed[1], source):
        os.close(end)
    with os.fdopen(failed[0], "rb") as told:
        reason = told.read(200).decode("utf-8", "replace")
    return pid, out[0], err[0], reason


def resident():
    total = 0
    for name in os.listdir("/proc"):
        if name.isdigit() and name != "1":
            try:
                with open(f"/proc/{name}/statm", "rb") as sizes:
                    total += int(sizes.read().split()[1])
            except (OSError, IndexError):
                pass
    return total * resource.getpagesize()


def files_made(at_start):
    return at_start - os.statvfs("/").f_ffree


def watch(pid, out, err, limits):
    """How it ended and what it printed."""
    end = time.monotonic() + limits["seconds"]
    at_start = os.statvfs("/").f_ffree
    printed = {out: bytearray(), err: bytearray()}
    poll = select.poll()
    handle = os.pidfd_open(pid)
    for descriptor in (out, err, handle):
        poll.register(descriptor, select.POLLIN)
    next_look = 0.0
    while True:
        now = time.monotonic()
        if now >= end:
            return ("TIMED_OUT", -1), printed
        if now >= next_look:
            if resident() > limits["memory"] or files_made(at_start) > FILES:
                return ("TOO_GREEDY", -1), printed
            next_look = now + LOOK
        for descriptor, _ in poll.poll(LOOK * 1000):
            if descriptor == handle:
                break
            chunk = os.read(descriptor, 65536)
            if not chunk:
                poll.unregister(descriptor)
            printed[descriptor] += chunk
            if len(printed[descriptor]) > limits["output"]:
                return ("OUTPUT_TOO_LONG", -1), printed
        ended = None
        while True:  # also the orphans that fell to process 1
            try:
                child, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if child == 0:
                break
            if child == pid:
                ended = status
        if ended is not None:
            if os.WIFSIGNALED(ended):
                return ("KILLED", os.WTERMSIG(ended)), printed
            return ("EXITED", os.WEXITSTATUS(ended)), printed


def kill_all():
    while True:
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def drain(descriptor, printed, most):
    os.set_blocking(descriptor, False)
    while len(printed) <= most:
        try:
            chunk = os.read(descriptor, 65536)
        except BlockingIOError:
            return
        if not chunk:
            return
        printed += chunk


def wanted(path, most):
    """The text of an ordinary file that no link leads to, or None."""
    try:
        whole = os.path.abspath(path)
        if os.path.realpath(whole) != whole:
            return None
        file = os.open(whole, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if not stat.S_ISREG(os.fstat(file).st_mode) or os.fstat(file).st_size > most:
                return None
            with os.fdopen(os.dup(file), "rb") as source:
                return source.read(most).decode("utf-8", "replace")
        finally:
            os.close(file)
    except (OSError, ValueError):
        return None


def run(request):
    limits = request["limits"]
    furnish(request)
    try:
        write_files(request["files"])
    except (OSError, ValueError) as error:
        return {"ending": "NOT_STARTED", "stderr": f"a file could not be made: {error}"}
    begin, date = time.monotonic(), time.time()
    pid, out, err, reason = start(request, limits)
    if reason:
        os.waitpid(pid, 0)
        return {"ending": "NOT_STARTED", "stderr": f"{request['command'][0]}: {reason}"}
    (ending, code), printed = watch(pid, out, err, limits)
    seconds = time.monotonic() - begin
    serves = ending == "TIMED_OUT" and listens()
    kill_all()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    for descriptor in (out, err):
        drain(descriptor, printed[descriptor], limits["output"])
    if ending == "EXITED" and max(map(len, printed.values())) > limits["output"]:
        ending, code = "OUTPUT_TOO_LONG", -1
    most = limits["output"]
    return {
        "ending": ending,
        "exit": code,
        "stdout": printed[out][:most].decode("utf-8", "replace"),
        "stderr": printed[err][:most].decode("utf-8", "replace"),
        "files": {path: wanted(path, most) for path in request["wanted"]},
        "millis": round(seconds * 1000),
        "processor": round((used.ru_utime + used.ru_stime) * 1000),
        "listens": serves,
        "date": round(date * 1000),
    }


def main():
    request = json.loads(sys.stdin.buffer.readline())
    guard(request["filter"])
    print(json.dumps(run(request)), flush=True)
    os._exit(0)


main()
