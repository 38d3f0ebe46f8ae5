import asyncio
import contextlib


def read(path):
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
    except FileNotFoundError:  # -> unreachable-handler
        return "missing"
    except (ValueError, UnicodeError):
        return "bad"
    except UnicodeDecodeError:  # -> unreachable-handler
        return "never"


class FileNotFoundError2(Exception):
    pass


def cleanup(jobs):
    for job in jobs:
        if job.done:
            jobs.remove(job)  # -> changed-while-iterated
    for name in list(jobs):
        jobs.remove(name)
    for key in jobs.index.keys():
        del jobs.index[key]  # -> changed-while-iterated
    for other in jobs:
        if other:
            jobs.append(other)
            break
    for item in jobs:
        item.append(1)
    for item in jobs:
        def later():
            jobs.append(1)
        later()


def swallow():
    try:
        return 1 / 0
    finally:
        return 0  # -> finally-swallows


def keeps():
    try:
        return 1 / 0
    finally:
        for n in range(3):
            if n:
                break
        def inner():
            return 1
        inner()


def after():
    raise ValueError("no")
    print("never")  # -> unreachable-code


def loop(items):
    for item in items:
        if not item:
            continue
            print(item)  # -> unreachable-code
    return items


def callbacks(hosts):
    calls = []
    for host in hosts:
        calls.append(lambda: ping(host))  # -> late-binding
        calls.append(lambda host=host: ping(host))
        calls.append(lambda h: ping(h))
        first = sorted(hosts, key=lambda h: h == host)
        print(first)
    table = {}
    for host in hosts:
        table[host] = lambda: host  # -> late-binding
    return calls, table


def ping(host):
    return host


async def probe(host):
    await asyncio.sleep(0)
    return host


async def main():
    probe("a")  # -> missing-await
    await probe("b")
    task = probe("c")
    await task
    ping("d")
    with contextlib.suppress(OSError):
        await asyncio.gather(probe("e"), probe("f"))


class Mixed:
    id = 3

    def list(self):
        return self.id


def listing(items):
    list = [i for i in items]  # -> shadowed-builtin
    return list
