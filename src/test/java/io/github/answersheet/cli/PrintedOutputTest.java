package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.sandbox.RealSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands below a program is what it printed, and nobody but the program says that it was run. */
class PrintedOutputTest {

    private static final String CODE = """
            ```python
            # sums.py
            if __name__ == "__main__":
                print("the sum is", sum([1, 2, 3]))
            ```
            """;
    private static final String PRINTED = CODE + """

            Output when it was run:

            ```text
            the sum is 6
            ```
            """;

    @TempDir
    private Path folder;

    @TempDir
    private static Path cache;

    private record Run(CommandRun command, String sheet, List<Request> requests) {}

    @BeforeEach
    void onlyWhereThereIsASandbox() {
        RealSandbox.get();
    }

    @Test
    void itIsPutBelowAProgramThatShowsNone() throws IOException {
        Run run = run(draft(CODE + "\nIt goes on."));
        assertEquals(1, run.requests().size());
        assertTrue(run.sheet().contains(PRINTED + "\nIt goes on.\n"), run.sheet());
    }

    @Test
    void whatAModelGuessedWrongIsReplacedWithoutACall() throws IOException {
        Run run = run(draft(CODE + "\nIt prints:\n\n```text\nthe sum is 7\n```\n\nIt goes on."));
        assertEquals(1, run.requests().size());
        assertTrue(run.sheet().contains(PRINTED + "\nIt goes on.\n"), run.sheet());
        assertFalse(run.sheet().contains("It prints:\n\n```text\nthe sum is"), run.sheet());
    }

    @Test
    void whatAModelShowsRightlyStaysAsItIs() throws IOException {
        String shown = CODE + "\nIt prints:\n\n```text\nthe sum is 6\n```\n\nIt goes on.";
        Run run = run(draft(shown));
        assertTrue(run.sheet().contains(shown), run.sheet());
    }

    @Test
    void callsOfAProgramShowAllThatItSays() throws IOException {
        String program = """
                ```python
                # double.py
                import sys

                if __name__ == "__main__":
                    if len(sys.argv) != 2:
                        sys.exit("one number, please")
                    print(2 * int(sys.argv[1]))
                ```
                """;
        String calls = """
                ```bash
                python3 double.py 21
                python3 double.py || echo "exit status $?"
                ```
                """;
        Run run = run(draft(program + "\n" + calls + "\nIt goes on."));
        assertTrue(run.sheet().contains(calls + """

                        Output when it was run:

                        ```text
                        42
                        one number, please
                        exit status 1
                        ```

                        It goes on.
                        """), run.sheet());

        String named = "```bash\n# demo.sh\npython3 double.py 4 && python3 double.py\n```\n";
        assertTrue(run(draft(program + "\n" + named))
                .sheet()
                .contains(named + "\nOutput when it was run (exit status 1):\n\n```text\n8\none number, please\n```"));

        String last = "```bash\npython3 double.py\n```\n";
        String sheet = run(draft(program + "\n" + last)).sheet();
        assertTrue(sheet.contains(last + "\nOutput when it was run (exit status 1):\n"), sheet);
    }

    @Test
    void callsThatLackTheReadersFilesShowNothing() throws IOException {
        String program = """
                ```python
                # first.py
                import sys

                if __name__ == "__main__":
                    with open(sys.argv[1], encoding="utf-8") as lines:
                        print(next(lines))
                ```
                """;
        String sheet = run(draft(program + "\n```bash\npython3 first.py /var/log/app.log\n```\n"))
                .sheet();
        assertFalse(sheet.contains("Output when it was run"), sheet);
    }

    @Test
    void aDateOfTheProgramsOwnStaysAndOneThatItAskedForDoesNot() throws IOException {
        String program = """
                ```python
                # days.py
                import time
                from datetime import date

                for day in ["2024-05-01", date.today().isoformat(), time.strftime("%Y")]:
                    print("kept since", day)
                ```
                """;
        String sheet = run(draft(program)).sheet();
        assertTrue(
                sheet.contains(
                        "run (… differs from run to run):\n\n```text\nkept since 2024-05-01\nkept since …\nkept since …\n```"),
                sheet);
    }

    @Test
    void callsWithoutAToolOfTheReadersShowNothing() throws IOException {
        String checks = """
                    try:
                        subprocess.run(["tool-of-the-reader", "version"], check=True, timeout=5)
                    except OSError as error:
                        print("not checked:", error)
                """;
        String program = """
                ```python
                # dates.py
                import subprocess
                import sys

                if __name__ == "__main__":
                    if len(sys.argv) != 2:
                        sys.exit("usage: dates.py NAME")
                %s    print("no id, no stat:", sys.argv[1])
                ```
                """;
        String calls = "\n```bash\npython3 dates.py id\n```\n";
        String sheet = run(draft(program.formatted(checks) + calls)).sheet();
        assertFalse(sheet.contains("Output when it was run"), sheet);
        sheet = run(draft(program.formatted("") + calls)).sheet();
        assertTrue(sheet.contains(calls + "\nOutput when it was run:\n\n```text\nno id, no stat: id\n```"), sheet);
    }

    @Test
    void callsThatUseAToolOfTheReadersShowNothingWhateverTheySayOfIt() throws IOException {
        String program = """
                ```python
                # left.py
                import subprocess
                import sys

                if __name__ == "__main__":
                    done = subprocess.run(["cat", sys.argv[1]], capture_output=True, check=False, timeout=5)
                    if not done.stdout:
                        print("could not be read")
                    print("an argument is needed: nothing: not found")
                ```
                """;
        String quiet = "\n```bash\nopenssl req -x509 -out a.pem 2> /dev/null || true\npython3 left.py a.pem\n```\n";
        assertFalse(run(draft(program + quiet)).sheet().contains("Output when it was run"));

        String own = "\n```bash\nopenssl() { echo key > a.pem; }\nopenssl req\npython3 left.py a.pem\n```\n";
        String sheet = run(draft(program + own)).sheet();
        assertTrue(sheet.contains("```text\nan argument is needed: nothing: not found\n```"), sheet);
    }

    @Test
    void filesWithHolesMayBeLong() throws IOException {
        String program = """
                ```bash
                #!/usr/bin/env bash
                # holes.sh [DIR]
                truncate -s 2G "${1:-.}/disk.img"
                stat -c '%s bytes long, %b blocks taken' "${1:-.}/disk.img"
                ```
                """;
        String sheet =
                run(draft(program + "\n```bash\nbash holes.sh \"$PWD\"\n```\n")).sheet();
        assertTrue(sheet.contains("```text\n2147483648 bytes long, 0 blocks taken\n```"), sheet);
    }

    @Test
    void linesOfAnIllustrationNeedNotBelongTogether() throws IOException {
        String lines = "```bash\nfalse || echo one   # prints one\nfalse && echo two   # prints nothing\n```\n";
        String draft = RecordedReplies.with(RecordedReplies.of(1), "Detailed Answer", body -> body + "\n\n" + lines);
        String sheet = run(draft).sheet();
        assertTrue(sheet.contains(lines), sheet);
        assertFalse(sheet.contains(lines + "\nOutput when it was run"), sheet);
    }

    @Test
    void whatVariesIsLeftOpenAndARunMakesTheSameBytesAgain() throws IOException {
        String code = "```python\nimport tempfile\nprint('made', tempfile.mkdtemp())\nprint(`1 + 1`)\n```"
                .replace("`1 + 1`", "1 + 1");
        Run run = run(draft(code));
        String expected =
                code + "\n\nOutput when it was run (… differs from run to run):\n\n```text\nmade /tmp/…\n2\n```\n";
        assertTrue(run.sheet().contains(expected), run.sheet());
        Path empty = Files.createDirectory(folder.resolve("empty-cache"));
        assertEquals(run.sheet(), run(draft(code), empty).sheet());
        CommandRun check = check("--level", "info");
        assertFalse(check.out().contains("output-"), check.out());
    }

    @Test
    void whereNothingIsRunNothingIsClaimed() throws IOException {
        String claimed = PRINTED.replace("the sum is 6", "the sum is 7");
        Run run = run(draft(claimed), cache, "--no-run");
        assertTrue(run.sheet().contains(claimed.replace("Output when it was run:", "Output:")), run.sheet());
    }

    @Test
    void aRepairIsAskedForWithoutItAndGetsItBelowItsOwnCode() throws IOException {
        String other = CODE.replace("[1, 2, 3]", "[1, 2, 4]");
        String failing = draft(CODE + "\n[Detailed explanation of each]");
        List<Request> requests = new ArrayList<>();
        Run run = run(
                r -> {
                    requests.add(r);
                    return Response.reply(r.isRepair() ? RecordedReplies.sections(draft(other), r.labels()) : failing);
                },
                cache);
        assertEquals(2, requests.size());
        assertTrue(
                requests.get(1).user().contains("the sum is"), requests.get(1).user());
        assertFalse(
                requests.get(1).user().contains("when it was run"),
                requests.get(1).user());
        assertTrue(
                run.sheet().contains(other + "\nOutput when it was run:\n\n```text\nthe sum is 7\n```\n"), run.sheet());
    }

    @Test
    void aForeignSheetIsMendedOnlyWhenAsked() throws IOException {
        run(draft(CODE));
        Path sheet = folder.resolve("sheet.md");
        Files.writeString(sheet, Files.readString(sheet).replace("the sum is 6", "the sum is 8"));
        CommandRun found = check();
        assertEquals(1, found.exit());
        assertTrue(
                found.out()
                        .contains(
                                "error output-differs: answer 1: line 1 of what is shown is `the sum is 8`, the program prints"
                                        + " `the sum is 6`"),
                found.out());
        assertEquals(0, check("--fix").exit());
        assertTrue(Files.readString(sheet).contains(PRINTED));
        assertEquals(0, check().exit());
    }

    private CommandRun check(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "check", "--run", "--only", "1", folder.resolve("sheet.md").toString()));
        args.addAll(List.of(more));
        return CommandRun.with(variables(cache), args.toArray(String[]::new));
    }

    private static String draft(String example) {
        return RecordedReplies.with(RecordedReplies.of(1), "Example Code", body -> example);
    }

    private Run run(String draft) throws IOException {
        return run(draft, cache);
    }

    private Run run(String draft, Path remembered, String... more) throws IOException {
        return run(r -> Response.reply(draft), remembered, more);
    }

    private Run run(Function<Request, Response> script, Path remembered, String... more) throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(script)) {
            Path sheet = folder.resolve("sheet.md");
            List<String> args = new ArrayList<>(List.of(
                    "generate",
                    ProjectFiles.RECORDED_QUIZ.toString(),
                    "--only",
                    "1",
                    "--fresh",
                    "-o",
                    sheet.toString()));
            args.addAll(List.of(more));
            Map<String, String> variables = new HashMap<>(variables(remembered));
            variables.put("OPENAI_BASE_URL", endpoint.url());
            variables.put("ANSWERSHEET_TRIALS", "0");
            CommandRun run = CommandRun.with(variables, args.toArray(String[]::new));
            assertTrue(Files.exists(sheet), run.err());
            assertEquals(0, run.exit(), run.err());
            return new Run(run, Files.readString(sheet), List.copyOf(endpoint.history()));
        }
    }

    private static Map<String, String> variables(Path remembered) {
        return Map.of("XDG_CACHE_HOME", remembered.toString(), "PATH", System.getenv("PATH"));
    }
}
