package io.github.answersheet.check.rule;

import java.util.List;
import java.util.Map;

/** Which of the Python themes an answer touches. */
final class PythonFocus extends FocusRule {

    PythonFocus() {
        super(
                "python-focus",
                "Python",
                Map.of(
                        "idioms",
                        List.of(
                                "pythonic",
                                "idiom",
                                "comprehension",
                                "generator",
                                "decorator",
                                "context manager",
                                "with statement",
                                "dataclass"),
                        "standard library",
                        List.of(
                                "pathlib",
                                "logging",
                                "subprocess",
                                "argparse",
                                "itertools",
                                "collections",
                                "concurrent.futures",
                                "contextlib"),
                        "errors, logs, resources",
                        List.of("except", "raise", "logging", "logger", "with open"),
                        "performance",
                        List.of("perform", "memory", "latency", "faster", "slower", "o(n"),
                        "Python and Bash",
                        List.of("bash", "shell", "awk", "grep", "xargs"),
                        "asyncio",
                        List.of("asyncio", "async def", "await ")));
    }
}
