# The first process inside the sandbox: starts the program, holds it to its limits, and tells how it ended. As process 1
# that handles no signal it cannot be signalled from inside; it makes itself unreadable and untraceable before anything else
# runs, and it reads wanted files only when nobody else is left. What a program's driver reports comes over a descriptor, in
# lines that begin with a seal which the driver reads once, before anything else runs in its process.
import ctypes
import fcntl
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
SOCKETS, FEW_SOCKETS = 256, 6
DEATH_SIGNAL, DUMPABLE, SECCOMP, NO_NEW_PRIVILEGES = 1, 4, 22, 38
REPORT = "/dev/report"
SEAL, TOLD = 3, 4  # descriptors of the driver


def prctl(option, value, pointer=None):
    rest = [ctypes.c_ulong(0)] * (2 if pointer else 3)
    call = ctypes.CDLL(None, use_errno=True).prctl
    if call(option, ctypes.c_ulong(value), *([pointer] if pointer else []), *rest) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option} refused")


def alone():
    """Nobody inside can signal it, and it does not outlive whoever waits for it."""
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD}:
        signal.signal(number, signal.SIG_IGN)
    prctl(DEATH_SIGNAL, signal.SIGKILL)  # changing the user id has cleared it
    if not is_awaited():
        os._exit(1)


def is_awaited():
    waiting = select.poll()
    waiting.register(1, 0)
    return not any(event & (select.POLLERR | select.POLLHUP) for _, event in waiting.poll(0))


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


def pipe():
    """Both ends above the numbers that a driver knows."""
    ends = os.pipe()
    moved = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return moved


class Report:
    """What came over the driver's descriptor. A line that begins with ~ takes the place of the one like it before."""

    def __init__(self, most):
        self.most = most
        self.seal = os.urandom(16).hex().encode("ascii")
        self.sealed, self.told = pipe(), pipe()
        os.write(self.sealed[1], self.seal)
        self.rest, self.lines, self.passing, self.length = b"", [], None, 0

    def hand_over(self):
        """In the child: the two descriptors that the driver knows."""
        for number, end in ((SEAL, self.sealed[0]), (TOLD, self.told[1])):
            os.dup2(end, number)

    def keep(self):
        """In the runner: the end that is read."""
        for end in (*self.sealed, self.told[1]):
            os.close(end)
        return self.told[0]

    def add(self, chunk):
        *lines, rest = (self.rest + chunk).split(b"\n")
        self.rest = rest[: self.most]
        for line in lines:
            seal, _, words = line.partition(b" ")
            if seal != self.seal:
                continue
            if words.startswith(b"~"):
                self.passing = words[1:]
            elif self.length + len(words) <= self.most:
                self.lines.append(words)
                self.length += len(words)
            else:
                self.most = 0  # one that is left out leaves out all behind it

    def text(self):
        lines = self.lines + [self.passing] * (self.passing is not None)
        return b"\n".join(lines).decode("utf-8", "replace") if lines else None


def start(request, limits, report):
    out, err, failed = pipe(), pipe(), pipe()
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
            if report:
                report.hand_over()
            with open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
                score.write("1000")
            seconds = int(limits["seconds"]) + 1
            for what, most in (
                (resource.RLIMIT_AS, 2 * limits["memory"]),
                # Not what a file takes, which its file system limits, but what it says of its length: one with holes may be long.
                (resource.RLIMIT_FSIZE, max(limits["disk"], 1 << 34)),
                (resource.RLIMIT_CPU, seconds),
                (resource.RLIMIT_NOFILE, 256),
                (resource.RLIMIT_CORE, 0),
                (resource.RLIMIT_MSGQUEUE, 0),
                (resource.RLIMIT_SIGPENDING, 256),
                (resource.RLIMIT_NPROC, limits["processes"]),
            ):
                resource.setrlimit(what, (most, most))
            for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
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


def pages(path):
    with open(path, "rb") as sizes:
        return int(sizes.read().split()[1])


def pages_of(process):
    """A process whose first thread has ended shows its memory at the others."""
    first = pages(f"/proc/{process}/statm")
    if first:
        return first
    threads = os.listdir(f"/proc/{process}/task")
    return max(pages(f"/proc/{process}/task/{thread}/statm") for thread in threads) if len(threads) > 1 else 0


class Use:
    """Bytes of memory that processes and sockets have; more than there may be where there are too many of these."""

    def __init__(self, limits):
        self.limits = limits
        self.queued, self.looks = 0, 0

    def memory(self):
        total, processes = 0, 0
        for name in os.listdir("/proc"):
            if name.isdigit() and name != "1":
                processes += 1
                try:
                    total += pages_of(name)
                except (OSError, IndexError, ValueError):
                    pass
        sockets = self.sockets()
        if processes > 2 * self.limits["processes"] or sockets > SOCKETS:
            return self.limits["memory"] + 1
        return total * resource.getpagesize() + self.queued

    def sockets(self):
        with open("/proc/net/sockstat", encoding="ascii") as stats:
            used = int(stats.readline().split()[2])
        # The kernel takes its time to list them: a few may have what they can hold.
        if used > FEW_SOCKETS and self.looks % 10 == 0:
            self.queued = 2 * (queued("/proc/net/tcp") + queued("/proc/net/tcp6"))
        self.looks += used > FEW_SOCKETS
        return used


def queued(path):
    """What waits in the sockets of a table; the kernel needs about twice that for it."""
    total = 0
    with open(path, encoding="ascii") as table:
        next(table)
        for line in table:
            sent, _, received = line.split()[4].partition(":")
            total += int(sent, 16) + int(received, 16)
    return total


def files_made(at_start):
    return at_start - os.statvfs("/").f_ffree


def watch(pid, out, err, told, report, limits):
    """How it ended and what it printed."""
    end = time.monotonic() + limits["seconds"]
    at_start = os.statvfs("/").f_ffree
    printed = {out: bytearray(), err: bytearray()}
    poll = select.poll()
    handle = os.pidfd_open(pid)
    for descriptor in (out, err, handle, *([told] if report else [])):
        poll.register(descriptor, select.POLLIN)
    next_look, use = 0.0, Use(limits)
    while True:
        now = time.monotonic()
        if now >= end:
            return ("TIMED_OUT", -1), printed
        if now >= next_look:
            if use.memory() > limits["memory"] or files_made(at_start) > FILES:
                return ("TOO_GREEDY", -1), printed
            if not is_awaited():
                os._exit(1)
            next_look = now + LOOK
        for descriptor, _ in poll.poll(LOOK * 1000):
            if descriptor == handle:
                break
            chunk = os.read(descriptor, 65536)
            if not chunk:
                poll.unregister(descriptor)
            if report and descriptor == told:
                report.add(chunk)
                continue
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
    report = Report(limits["output"]) if REPORT in request["wanted"] else None
    begin, date = time.monotonic(), time.time()
    pid, out, err, reason = start(request, limits, report)
    told = report.keep() if report else -1
    if reason:
        os.waitpid(pid, 0)
        return {"ending": "NOT_STARTED", "stderr": f"{request['command'][0]}: {reason}"}
    (ending, code), printed = watch(pid, out, err, told, report, limits)
    seconds = time.monotonic() - begin
    serves = ending == "TIMED_OUT" and listens()
    kill_all()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    for descriptor in (out, err):
        drain(descriptor, printed[descriptor], limits["output"])
    if report:
        last = bytearray()
        drain(told, last, 1 << 20)
        report.add(bytes(last))
    if ending == "EXITED" and max(map(len, printed.values())) > limits["output"]:
        ending, code = "OUTPUT_TOO_LONG", -1
    most = limits["output"]
    files = {path: wanted(path, most) for path in request["wanted"] if path != REPORT}
    return {
        "ending": ending,
        "exit": code,
        "stdout": printed[out][:most].decode("utf-8", "replace"),
        "stderr": printed[err][:most].decode("utf-8", "replace"),
        "files": files | {REPORT: report.text()} if report else files,
        "millis": round(seconds * 1000),
        "processor": round((used.ru_utime + used.ru_stime) * 1000),
        "listens": serves,
        "date": round(date * 1000),
    }


def main():
    alone()
    request = json.loads(sys.stdin.buffer.readline())
    guard(request["filter"])
    print(json.dumps(run(request)), flush=True)
    os._exit(0)


main()
