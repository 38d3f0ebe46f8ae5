import asyncio
import os
import socket
import subprocess as sp
import time
import urllib.request
from ast import literal_eval
from subprocess import check_output
from time import sleep

import requests
import yaml

name = input()
sp.run(["ls"])  # -> missing-timeout
sp.run(["ls"], timeout=5)
sp.run("ls | wc", shell=True, timeout=5)  # -> shell-true
sp.run(["ls"], shell=False, timeout=5)
options = {"timeout": 3}
sp.run(["ls"], **options)
check_output(["id"])  # -> missing-timeout
requests.get("https://example.org")  # -> missing-timeout
requests.post("https://example.org", timeout=(3, 10))
urllib.request.urlopen("https://example.org")  # -> missing-timeout
urllib.request.urlopen("https://example.org", None, 5)
socket.create_connection(("example.org", 80))  # -> missing-timeout
socket.create_connection(("example.org", 80), 5)
os.system(f"rm {name}")  # -> os-system
os.popen("ls")  # -> os-system
eval(name)  # -> eval-exec
literal_eval(name)
yaml.load(name)  # -> unsafe-yaml-load
yaml.load(name, Loader=yaml.SafeLoader)
yaml.load(name, yaml.FullLoader)  # -> unsafe-yaml-load
yaml.safe_load(name)


async def wait():
    time.sleep(1)  # -> sleep-in-async
    sleep(1)  # -> sleep-in-async
    await asyncio.sleep(1)

    def in_a_thread():
        time.sleep(1)

    await asyncio.to_thread(in_a_thread)


def collect(item, seen=[], *, index={}, limit=None, names=()):  # -> mutable-default, mutable-default
    return item, seen, index, limit, names


def grouped(groups=dict()):  # -> mutable-default
    return groups
