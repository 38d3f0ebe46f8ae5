package io.github.answersheet.check.rule;

import java.util.Map;
import java.util.regex.Pattern;

/** Which of the Python themes an answer touches. */
final class PythonFocus extends FocusRule {

    PythonFocus() {
        super(
                "python-focus",
                "Python",
                Map.ofEntries(
                        Map.entry(
                                "idioms",
                                Pattern.compile(
                                        "pythonic|idiom|comprehension|generator|decorator|context manager|with statement|dataclass")),
                        Map.entry(
                                "standard library",
                                Pattern.compile(
                                        "pathlib|logging|subprocess|argparse|itertools|collections|concurrent\\.futures|contextlib")),
                        Map.entry("errors, logs, resources", Pattern.compile("except|raise|logging|logger|with open")),
                        Map.entry("performance", Pattern.compile("perform|memory|latency|faster|slower|o\\(n")),
                        Map.entry("Python and Bash", Pattern.compile("bash|shell|awk|grep|xargs")),
                        Map.entry("asyncio", Pattern.compile("asyncio|async def|await "))));
    }
}
