"""Stands in for a model: answers from the replies recorded for the sample quiz, after a second of thought."""

import json
import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

REPLIES = Path(__file__).resolve().parent.parent / "sre-python-scripting" / "replies"


class Model(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        number = int(re.search(r"Write answer (\d+)", request["messages"][1]["content"])[1])
        time.sleep(1)
        text = (REPLIES / f"q{number:02}.md").read_text(encoding="utf-8")
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
        usage = {"prompt_tokens": 5000, "completion_tokens": 2000, "total_tokens": 7000}
        body = json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": request["model"],
                           "choices": [choice], "usage": usage}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


ThreadingHTTPServer(("127.0.0.1", 8089), Model).serve_forever()
