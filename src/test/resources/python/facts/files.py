import csv
import gzip
import io
import json
import sys
from contextlib import ExitStack, closing
from pathlib import Path

data = open("a.txt").read()  # -> missing-encoding, open-without-with
config = json.load(open("a.json", "rb"))  # -> open-without-with
log = open("a.log", "ab")  # -> open-without-with
log.close()

with open("a.txt", encoding="utf-8") as stream, open("b", "wb") as out:
    out.write(stream.read().encode())
with open("a.txt") as stream:  # -> missing-encoding
    print(stream)
with (open("a.txt", encoding="utf-8") if data else sys.stdin) as stream:
    print(stream)
with io.TextIOWrapper(open("c", "rb"), encoding="utf-8") as stream:
    print(stream)
with ExitStack() as stack:
    parts = [stack.enter_context(open(name, "rb")) for name in config]
    print(parts)
with closing(open("d", "rb")) as raw:
    print(raw)


def opened(path, mode):
    return open(path, mode)


def guarded(path):
    stream = open(path, "rb")
    try:
        return stream.read()
    finally:
        stream.close()


def handed_to_with(path):
    stream = open(path, "rb")
    with stream:
        return stream.read()


def forgotten(path):
    stream = open(path, "rb")  # -> open-without-with
    return stream.read()


class Journal:
    def __init__(self, path):
        self.stream = open(path, "ab")


path = Path("a")
path.read_text()  # -> missing-encoding
path.write_text("x")  # -> missing-encoding
path.read_text(encoding="utf-8")
path.read_text("utf-8")
path.write_text("x", "utf-8")
with gzip.open("a.gz", "rt") as stream:  # -> missing-encoding
    print(stream)
with gzip.open("a.gz") as stream:
    print(stream)

with open("a.csv", "w", encoding="utf-8") as stream:  # -> csv-newline
    csv.writer(stream).writerow([1])
with open("b.csv", "w", encoding="utf-8", newline="") as table:
    csv.DictWriter(table, ["a"]).writeheader()
with open("c.csv", encoding="utf-8") as rows:
    print(list(csv.reader(rows)))
