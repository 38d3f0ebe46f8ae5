# The first process inside the sandbox: starts the program, holds it to its limits, and tells how it ended. As process 1
# that handles no signal it cannot be signalled from inside; it makes itself unreadable and untraceable before anything else
# runs, and it reads wanted files only when nobody else is left. What a program's driver reports comes over a descriptor, in
# lines that begin with a seal which the driver reads once, before anything else runs in its process.
import ctypes
import errno
import fcntl
import json
import os
import re
import resource
import select
import signal
import stat
import struct
import sys
import time

LOOK = 0.02
FILES = 20_000
TOOLS = "/tools"
SOCKETS, FEW_SOCKETS = 256, 6
# What a byte that waits in a socket can cost where each came alone, and what a socket can cost at most.
BYTE_ALONE, SOCKET = 512, 8 << 20
LOCKS, TERMINALS, MAPPINGS = 64 << 10, 16, 50_000  # locks in bytes of their list
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
    """The descriptor over which the kernel asks whether a call is allowed; -1 where it cannot, as where another filter has one."""

    class Filter(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]

    # With 0 the kernel still hands crashed programs to what collects them on the machine. The filter keeps it at 1.
    resource.setrlimit(resource.RLIMIT_CORE, (1, 1))
    prctl(DUMPABLE, 0)  # then /proc/1 belongs to nobody inside
    prctl(NO_NEW_PRIVILEGES, 1)
    code = bytes.fromhex(filter_code)
    number = {"x86_64": 317, "aarch64": 277}[os.uname().machine]
    asked = -1
    if kernel() >= (5, 5):  # earlier ones cannot be told to go on
        asked = ctypes.CDLL(None).syscall(*map(ctypes.c_long, (number, 1, 8)), ctypes.byref(Filter(len(code) // 8, code)))
    if asked < 0:
        for ask, instead in ((0x7FC00000, 0x0005000C), (0x7FC00001, 0x7FFF0000)):  # refused, allowed
            code = code.replace(struct.pack("=HBBI", 6, 0, 0, ask), struct.pack("=HBBI", 6, 0, 0, instead))
        prctl(SECCOMP, 2, ctypes.byref(Filter(len(code) // 8, code)))
    return asked


def kernel():
    version = re.match(r"(\d+)\.(\d+)", os.uname().release)
    return tuple(map(int, version.groups())) if version else (0, 0)


class Counted:
    """Calls that cost the kernel memory which no limit counts: so many are allowed, and so many bytes of shared memory."""

    RECEIVE, SEND, GO_ON = 0xC0502100, 0xC0182101, 1

    def __init__(self, request, asked):
        self.asked, self.mmap = asked, request["mmap"]
        self.left = {int(call): most for call, most in request["counted"].items()}
        self.left[self.mmap] = request["limits"]["memory"] // 4

    def answer(self):
        question = bytearray(80)
        try:
            fcntl.ioctl(self.asked, self.RECEIVE, question)
            which, _, _, call, _, _, _, length = struct.unpack_from("=QIIiIQQQ", question)
            cost = -(-length // resource.getpagesize()) * resource.getpagesize() if call == self.mmap else 1
            allowed = cost <= self.left.get(call, 0)
            if allowed:
                self.left[call] -= cost
            answer = (0, self.GO_ON) if allowed else (-errno.ENOMEM, 0)
            fcntl.ioctl(self.asked, self.SEND, struct.pack("=QqiI", which, 0, *answer))
        except OSError:
            pass  # who asked has ended


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
    offered = request.get("offered", [])
    for name in request["tools"]:
        folders = ("/usr/local/bin",) * (name in offered) + ("/usr/bin", "/bin", "/usr/sbin", "/sbin")
        found = next((f"{folder}/{name}" for folder in folders if os.path.exists(f"{folder}/{name}")), None)
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
                (resource.RLIMIT_MSGQUEUE, 0),
                (resource.RLIMIT_RTPRIO, 0),
                (resource.RLIMIT_NICE, 0),
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
    """What processes take of the memory, of the kernel's too. The driver of a report cannot be looked into."""

    def __init__(self, limits, driver):
        self.limits, self.driver = limits, driver
        self.queued, self.looks = 0, 0
        self.free_files = free_files()

    def is_too_much(self):
        processes = [name for name in os.listdir("/proc") if name.isdigit() and name != "1"]
        rarely = self.looks % 10 == 0  # the kernel takes its time to list these
        self.looks += 1
        return (
            len(processes) > 2 * self.limits["processes"]
            or self.free_files - free_files() > FILES
            or self.sockets(rarely) > SOCKETS
            or resident(processes) + self.queued > self.limits["memory"]
            or rarely
            and (
                length("/proc/locks", LOCKS) >= LOCKS
                or len(os.listdir("/dev/pts")) > TERMINALS
                or mappings(name for name in processes if int(name) != self.driver) > MAPPINGS
            )
        )

    def sockets(self, rarely):
        with open("/proc/net/sockstat", encoding="ascii") as stats:
            used, tcp = int(stats.readline().split()[2]), int(stats.readline().split()[-1])
        # A few may have what they can hold. Of all together the kernel knows what they hold, but with those of the whole machine.
        if used > FEW_SOCKETS and rarely:
            self.queued = min(tcp * resource.getpagesize(), queued("/proc/net/tcp") + queued("/proc/net/tcp6"))
        return used


def resident(processes):
    """In bytes."""
    total = 0
    for name in processes:
        try:
            total += pages_of(name)
        except (OSError, IndexError, ValueError):
            pass
    return total * resource.getpagesize()


def length(path, most):
    """Of what can be read of a list of the kernel; not every kernel has it."""
    try:
        with open(path, "rb") as file:
            return len(file.read(most))
    except FileNotFoundError:
        return 0


def mappings(processes):
    """Too many where a process hides them."""
    total = 0
    for name in processes:
        try:
            with open(f"/proc/{name}/maps", "rb") as maps:
                total += sum(1 for _ in zip(range(MAPPINGS + 1 - total), maps))
        except PermissionError:
            return MAPPINGS + 1
        except OSError:
            pass  # it has ended
    return total


def queued(path):
    """The most that the sockets of a table can hold with what waits in them."""
    total = 0
    with open(path, encoding="ascii") as table:
        next(table)
        for line in table:
            for waiting in line.split()[4].split(":"):
                total += max(2 * int(waiting, 16), min(BYTE_ALONE * int(waiting, 16), SOCKET))
    return total


def free_files():
    return sum(os.statvfs(path).f_ffree for path in ("/", "/dev/shm"))


def watch(pid, printed, told, report, counted, limits):
    """How it ended; what it printed is added."""
    end = time.monotonic() + limits["seconds"]
    poll = select.poll()
    handle = os.pidfd_open(pid)
    for descriptor in (*printed, handle, *([told] if report else []), *([counted.asked] if counted.asked >= 0 else [])):
        poll.register(descriptor, select.POLLIN)
    next_look, use = 0.0, Use(limits, pid if report else None)
    while True:
        now = time.monotonic()
        if now >= end:
            return "TIMED_OUT", -1
        if now >= next_look:
            if use.is_too_much():
                return "TOO_GREEDY", -1
            if not is_awaited():
                os._exit(1)
            next_look = now + LOOK
        for descriptor, _ in poll.poll(LOOK * 1000):
            if descriptor == handle:
                break
            if descriptor == counted.asked:
                counted.answer()
                continue
            chunk = os.read(descriptor, 65536)
            if not chunk:
                poll.unregister(descriptor)
            if report and descriptor == told:
                report.add(chunk)
                continue
            printed[descriptor] += chunk
            if len(printed[descriptor]) > limits["output"]:
                return "OUTPUT_TOO_LONG", -1
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
                return "KILLED", os.WTERMSIG(ended)
            return "EXITED", os.WEXITSTATUS(ended)


def delayed():
    """How long processes were ready to compute and were not let, this one included, in seconds; None where the kernel does not tell."""
    total = 0
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            for thread in os.listdir(f"/proc/{name}/task"):
                with open(f"/proc/{name}/task/{thread}/schedstat", encoding="ascii") as times:
                    total += int(times.read().split()[1])
        except (OSError, IndexError, ValueError):
            if name == "1":
                return None
    return total / 1e9


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


def run(request, asked):
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
    printed = {out: bytearray(), err: bytearray()}
    try:
        ending, code = watch(pid, printed, told, report, Counted(request, asked), limits)
    except (OSError, MemoryError):
        ending, code = "TOO_GREEDY", -1  # nothing was left to watch it with
    seconds = time.monotonic() - begin
    serves = ending == "TIMED_OUT" and listens()
    delay = delayed() if ending == "TIMED_OUT" else None
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
        "delay": None if delay is None else round(delay * 1000),
        "date": round(date * 1000),
    }


def main():
    alone()
    request = json.loads(sys.stdin.buffer.readline())
    asked = guard(request["filter"])
    print(json.dumps(run(request, asked)), flush=True)
    os._exit(0)


main()
