package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.sandbox.RealSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A challenge that wants a Bash script costs no more calls than one that wants Python, however the script is named. */
class BashChallengeTest {

    private static final String SCRIPT = """
            set -euo pipefail

            # The newest names sort last.
            main() {
                local folder=$1 keep=$2
                find "$folder" -mindepth 1 -maxdepth 1 -name '*.tar' -printf '%f\\n' | sort -r | tail -n +"$((keep + 1))" |
                    while read -r name; do
                        rm -- "$folder/$name"
                    done
            }

            if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
                if [[ $# -ne 2 ]]; then
                    echo "usage: ${0##*/} FOLDER KEEP" >&2
                    exit 2
                fi
                main "$@"
            fi
            """;

    private static final String PYTHON_TESTS = """
            ```python
            # test_rotate.py
            import subprocess
            import tempfile
            import unittest
            from pathlib import Path

            SCRIPT = Path(__file__).resolve().parent / "rotate.sh"


            class RotateTest(unittest.TestCase):
                def test_the_newest_are_kept(self):
                    with tempfile.TemporaryDirectory() as folder:
                        for name in ("1.tar", "2.tar", "3.tar", "other"):
                            (Path(folder) / name).touch()
                        subprocess.run(["bash", str(SCRIPT), folder, "2"], check=True, timeout=5)
                        self.assertEqual(["2.tar", "3.tar", "other"], sorted(p.name for p in Path(folder).iterdir()))

                def test_arguments_are_wanted(self):
                    run = subprocess.run(["bash", "rotate.sh"], check=False, timeout=5, stderr=subprocess.DEVNULL)
                    self.assertEqual(2, run.returncode)
            ```
            """;

    private static final String BASH_TESTS = """
            ```bash
            #!/usr/bin/env bash
            # test_rotate.sh - run with: bash test_rotate.sh
            set -euo pipefail
            source ./rotate.sh

            folder=$(mktemp -d)
            touch "$folder"/{1,2,3}.tar
            main "$folder" 1
            left=$(ls "$folder")
            if [[ $left != 3.tar ]]; then
                echo "FAIL: $left is left" >&2
                exit 1
            fi
            echo "ok"
            ```
            """;

    @TempDir
    private Path folder;

    @TempDir
    private static Path cache;

    private record Run(CommandRun command, List<Request> requests, JsonNode answers) {

        List<String> states(int answer) {
            List<String> states = new ArrayList<>();
            answers.path(answer)
                    .path("blocks")
                    .forEach(b -> states.add(b.path("section").asText() + ": "
                            + b.path("state").asText()
                            + (b.path("reason").asText().isEmpty()
                                    ? ""
                                    : ": " + b.path("reason").asText())));
            return states.stream()
                    .filter(s -> s.startsWith("Complete") || s.startsWith("Testing"))
                    .toList();
        }
    }

    @BeforeEach
    void onlyWhereThereIsASandbox() {
        RealSandbox.get();
    }

    /** Each form is an answer of its own, with a demonstration that calls the script by its name. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aScriptIsTestedHoweverItIsNamed(boolean isInPython) throws IOException {
        String bang = "#!/usr/bin/env bash\n";
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("info string", fence("bash rotate.sh", bang));
        forms.put("title", fence("bash title=\"rotate.sh\"", bang));
        forms.put("attributes", fence("{.bash title=rotate.sh}", bang));
        forms.put("path", fence("bash:scripts/rotate.sh", bang));
        forms.put("second line", fence("bash", bang + "# rotate.sh\n"));
        forms.put("second line with its purpose", fence("bash", "#!/bin/bash\n# rotate.sh - delete old backups\n"));
        forms.put("a banner", fence("bash", bang + "#\n# File: rotate.sh\n"));
        forms.put("a call", fence("bash", bang + "\n# ./rotate.sh\n"));
        forms.put("bold line above", "**rotate.sh**\n\n" + fence("bash", bang));
        forms.put("code above", "`rotate.sh`:\n" + fence("bash", bang));
        forms.put("tests only", fence("bash", bang));
        forms.put("named `rotate.sh` by the question", fence("bash", bang));
        List<String> solutions = List.copyOf(forms.values());
        String demonstrated =
                "\nA run:\n\n```bash\nmkdir demo && touch demo/{1,2}.tar\n./rotate.sh demo 1 && ls demo\n```\n\n"
                        + "```text\n2.tar\n```";
        String tests = isInPython ? PYTHON_TESTS : BASH_TESTS;
        String by = isInPython ? "test_rotate.py" : "test_rotate.sh";
        Run run = run(
                List.copyOf(forms.keySet()),
                r -> reply(r.question(), solutions.get(r.question() - 1) + demonstrated, tests));

        assertEquals(0, run.command().exit(), run.command().err());
        assertEquals(forms.size(), run.requests().size(), run.command().err());
        for (int i = 0; i < forms.size(); i++) {
            assertEquals(
                    List.of(
                            "Complete Solution: passed: run by " + by,
                            "Complete Solution: passed",
                            "Testing Approach: passed"),
                    run.states(i),
                    List.copyOf(forms.keySet()).get(i));
        }
    }

    @Test
    void aScriptThatFailsItsTestsIsRepairedWithThem() throws IOException {
        String right = reply(1, fence("bash", "#!/usr/bin/env bash\n# rotate.sh\n"), BASH_TESTS);
        String wrong = right.replace("sort -r |", "sort |");
        Run run = run(List.of("plain"), r -> r.isRepair() ? RecordedReplies.sections(right, r.labels()) : wrong);

        assertEquals(0, run.command().exit(), run.command().err());
        assertEquals(2, run.requests().size());
        Request repair = run.requests().get(1);
        assertEquals(List.of("Complete Solution", "Testing Approach"), repair.labels());
        assertTrue(
                repair.user()
                        .contains("- Testing Approach: the tests of `test_rotate.sh` fail: Bash ends with status 1"
                                + " after `FAIL: 1.tar is left`; either the code or the test is wrong"),
                repair.user());
    }

    @Test
    void eachTestThatFailsIsToldWithItsOwnErrorAndTheRestIsCounted() throws IOException {
        String right = reply(1, fence("bash", "#!/usr/bin/env bash\n# rotate.sh\n"), PYTHON_TESTS);
        String more = "\n    def test_a(self):\n        self.assertEqual(1, 2)\n"
                + "\n    def test_b(self):\n        int(\"b\")\n"
                + "\n    def test_c(self):\n        print(undefined)\n"
                + "\n    def test_d(self):\n        self.fail(\"d\")\n```";
        String wrong = right.replace(
                "self.assertEqual(2, run.returncode)\n```", "self.assertEqual(2, run.returncode)\n" + more);
        Run run = run(List.of("plain"), r -> r.isRepair() ? RecordedReplies.sections(right, r.labels()) : wrong);

        assertEquals(0, run.command().exit(), run.command().err());
        String told = run.requests().get(1).user();
        for (String finding : List.of(
                "test `test_a` fails: AssertionError: 1 != 2 (in the test, line 23)",
                "test `test_b` fails: ValueError: invalid literal for int() with base 10: 'b' (in the test, line 26)",
                "test `test_c` fails: NameError: name 'undefined' is not defined (in the test, line 29); 1 more test fails")) {
            assertTrue(told.contains("- Testing Approach: " + finding), told);
        }
        assertFalse(told.contains("test_d` fails"), told);
    }

    private static String fence(String info, String head) {
        return "```" + info + "\n" + head + SCRIPT + "```\n";
    }

    private static String reply(int number, String solution, String tests) {
        String reply = RecordedReplies.of(9).replace("## Answer 9:", "## Answer " + number + ":");
        String with = RecordedReplies.with(reply, "Complete Solution", b -> solution.strip());
        return RecordedReplies.with(with, "Testing Approach", b -> "The newest are kept:\n\n" + tests.strip());
    }

    private Run run(List<String> questions, Function<Request, String> script) throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(script.apply(r)))) {
            StringBuilder quiz = new StringBuilder("# Scripts\n\n## Coding Challenges\n\n");
            for (int i = 0; i < questions.size(); i++) {
                quiz.append(i + 1)
                        .append(". Write a Bash script that deletes old archives: ")
                        .append(questions.get(i))
                        .append(".\n");
            }
            Path file = Files.writeString(folder.resolve("quiz.md"), quiz);
            Path report = folder.resolve("report.json");
            CommandRun run = CommandRun.with(
                    Map.of(
                            "OPENAI_BASE_URL", endpoint.url(),
                            "XDG_CACHE_HOME", cache.toString(),
                            "PATH", System.getenv("PATH"),
                            "ANSWERSHEET_TRIALS", "0"),
                    "generate",
                    file.toString(),
                    "--fresh",
                    "--report",
                    report.toString());
            assertTrue(Files.exists(report), run.err());
            return new Run(
                    run,
                    List.copyOf(endpoint.history()),
                    new JsonMapper().readTree(report.toFile()).at("/quizzes/0/answers"));
        }
    }
}
