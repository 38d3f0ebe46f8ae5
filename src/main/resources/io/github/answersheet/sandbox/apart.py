# Stands before the scripts that report over the sealed descriptor. They have two processes: the first runs nothing of an answer
# or of a case, and it alone has the seal; the second runs it and can only hand over lines.
import _signal
import gc
import os
import select

LONGEST_LINE = 100_000


def apart(work, hear, close):
    """Calls work(out, key) in a second process, whose lines are heard if they begin with the key and a blank.

    hear(line, report) is called for each of them and close(report) at the end, in the first process; report(data) tells a line
    of the report. It ends as the second process does.
    """
    key = os.urandom(16).hex().encode("ascii")
    ready, go = os.pipe()
    words, out = os.pipe()
    gc.freeze()  # what is there by now is not looked through, and so not copied, when the second process ends
    child = os.fork()
    if child == 0:
        for end in (3, 4, go, words):
            os.close(end)
        os.read(ready, 1)
        os.close(ready)
        return work(out, key)
    seal = os.read(3, 64)

    def report(data, mark=b""):
        data = seal + b" " + mark + data + b"\n"
        while data:
            data = data[os.write(4, data):]

    unreachable()
    os.close(ready)
    os.close(out)
    os.write(go, b"!")
    status = listen(words, key + b" ", child, lambda line: hear(line, report))
    close(report)
    if os.WIFSIGNALED(status):
        if os.WTERMSIG(status) != _signal.SIGKILL:
            _signal.signal(os.WTERMSIG(status), _signal.SIG_DFL)
        os.kill(os.getpid(), os.WTERMSIG(status))
    os._exit(os.WEXITSTATUS(status))


def unreachable():
    """Nobody can look into this process, or change it, or have it end otherwise."""
    import ctypes

    if ctypes.CDLL(None).prctl(4, *[ctypes.c_ulong(0)] * 4) != 0:  # PR_SET_DUMPABLE
        raise OSError("prctl refused")
    for number in _signal.valid_signals() - {_signal.SIGKILL, _signal.SIGSTOP, _signal.SIGCHLD}:
        _signal.signal(number, _signal.SIG_IGN)


def listen(words, start, child, hear):
    """Hears another process until it ends; gives its wait status."""
    rest, is_open = b"", True
    handle = os.pidfd_open(child)
    os.set_blocking(words, False)
    poll = select.poll()
    for descriptor in (words, handle):
        poll.register(descriptor, select.POLLIN)
    while True:
        has_ended = any(descriptor == handle for descriptor, _ in poll.poll())
        while is_open:
            try:
                chunk = os.read(words, 1 << 16)
            except BlockingIOError:
                break
            if not chunk:
                is_open = False
                poll.unregister(words)
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                if line.startswith(start):
                    hear(line[len(start):])
            rest = rest[:LONGEST_LINE]
        if has_ended:
            return os.waitpid(child, 0)[1]


