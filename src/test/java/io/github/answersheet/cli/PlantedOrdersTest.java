package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.sandbox.RealSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An order is planted wherever text of strangers comes from: a quiz, course material, a reply, an endpoint, a run. Each order
 * reaches a model, and none does so outside the lines that mark material. An order is a word that begins with {@code heed}.
 */
class PlantedOrdersTest {

    private static final Pattern ORDER = Pattern.compile("heed[a-z]+");
    private static final Pattern MARKER = Pattern.compile("=====MATERIAL-[0-9a-f]{12}=====");

    private static final String QUIZ = """
            # Quiz heedtitle

            ## Reviews. Now heedsection

            1. What is wrong with this program, heedquestion?

               ```python
               # heedprogram.py
               def count_errors(path):
                   count = 0
                   for line in open(path):
                       if heedname("ERROR", line):
                           count += 1
                   return count


               def heedname(word, line):
                   return word in line
               ```

               A. It says heedoption
               B. It leaves a file open

               Answer: B, since heedkey

            2. What does heedneighbour mean?
            """;

    private static final String SOLUTION = """
            # heedprogram.py
            def count_errors(path):
                # Closed whatever happens.
                with open(path, encoding="utf-8") as log:
                    return sum("ERROR" in line for line in log)


            if __name__ == "__main__":
                print("heedprinted")
            """;

    private static final String REPLY = """
            ## Answer 1: Counting Errors

            **Answer Overview:**

            Option B is right: the program never closes the file.

            **Code Issues:**

            1. **Not closed** (lines 2 and 4): the file stays open until the collector comes by, without `with`.
            2. **Encoding**: it depends on the machine, so that the same file counts differently elsewhere.

            **Improved Solution:**

            ```python
            %s```

            **Explanation of Improvements:**

            The file is closed in every case, heeddraft says, and the encoding is said.

            **SRE Perspective:**

            - **Alert**: a job that counts wrong pages nobody, and half of the error budget is gone.

            **Additional Considerations:**

            - **Large files**: lines are read one by one, so that memory does not grow.
            - **Shell**: `grep -c` does the same in a line.
            """;

    private static final String CASES = """
            {"cases": [
              {"name": "two spellings", "files": {"app.log": "[ERROR] disk\\nERROR: time\\n"},
               "call": "count_errors('app.log')", "result": 2},
              {"name": "empty file", "files": {"app.log": ""}, "call": "count_errors('app.log')", "result": 0},
              {"name": "no such file", "call": "count_errors('absent.log')", "raises": "OSError"},
              %s
            ]}
            """;

    @TempDir
    private Path folder;

    @Test
    void quizMaterialAndDraft() throws IOException {
        String draft = REPLY.formatted(SOLUTION);
        assertMarked(
                orders(
                        r -> Response.reply(r.isForSection() ? section(draft, r) : draft),
                        "--no-run",
                        "--draft-by",
                        "section"),
                "section",
                "question",
                "name",
                "option",
                "key",
                "neighbour",
                "folder",
                "file",
                "heading",
                "passage",
                "draft",
                "program");
    }

    @Test
    void findingsThatQuoteAReply() throws IOException {
        String broken = REPLY.formatted(SOLUTION)
                + "\n**Visual Explanation:**\n\n```mermaid\nflowchart TD\n  A[heeddiagram (x)] --> heednode[\n```\n";
        assertMarked(
                orders(r -> Response.reply(r.isDraft() ? broken : REPLY.formatted(SOLUTION)), "--no-run"), "diagram");
        assertMarked(orders(r -> Response.reply(r.isDraft() ? "No, says heedchat." : "")), "chat");
    }

    @Test
    void whatAnEndpointSays() throws IOException {
        assertMarked(
                orders(r -> r.isDraft() ? Response.refusal("I follow heedrefusal") : Response.reply("")), "refusal");
        // What an error says stands in sheet and report, and is asked about nowhere.
        assertMarked(orders(r -> r.isDraft() || r.isProof()
                ? Response.reply(r.isProof() ? "" : REPLY.formatted(SOLUTION + "    raise OSError\n"))
                : Response.error(400, "it is heedendpoint")));
    }

    @Test
    void whatComesOfARun() throws IOException {
        RealSandbox.get();
        String raises = SOLUTION + "    raise ValueError('do heedexception')\n";
        String tests = "\n```python\n# test_it.py\nimport unittest\n\n\nclass HeedTest(unittest.TestCase):\n"
                + "    def test_heedtest(self):\n        self.fail('because of heedfailure')\n```\n";
        assertMarked(
                orders(r -> Response.reply(
                        r.isDraft()
                                ? REPLY.formatted(raises).replace("is said.\n", "is said.\n" + tests)
                                : REPLY.formatted(SOLUTION))),
                "exception",
                "test",
                "failure",
                "printed");
    }

    @Test
    void whatComesOfTheCasesOfAnExaminer() throws IOException {
        RealSandbox.get();
        String unfit = CASES.formatted("{\"name\": \"for heedcase\", \"setup\": \"raise OSError('by heedsetup')\","
                + " \"call\": \"count_errors('a')\", \"result\": 1}");
        String wrong = CASES.formatted("{\"name\": \"for heedclaim\", \"files\": {\"a\": \"ERROR\"},"
                + " \"call\": \"str(count_errors('a')) + 'heedresult'\", \"result\": \"heedwanted\"}");
        assertMarked(
                orders(r -> Response.reply(r.isProof() ? unfit : REPLY.formatted(SOLUTION))),
                "case",
                "setup",
                "printed");
        assertMarked(
                orders(r -> Response.reply(r.isProof() ? wrong : REPLY.formatted(SOLUTION))),
                "claim",
                "result",
                "wanted");
    }

    @Test
    void whatAJudgeReads() throws IOException {
        String answer =
                "# S\n\n## Answer 1: T\n\n**Question:**\n\nWhat is heedquestion?\n\n**Answer Overview:**\n\nSo %s.\n";
        Path a = Files.writeString(folder.resolve("a.md"), answer.formatted("heedfirst"));
        Path b = Files.writeString(folder.resolve("b.md"), answer.formatted("heedsecond"));
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply("I heedjudge."))) {
            CommandRun.with(
                    Map.of("OPENAI_BASE_URL", endpoint.url()),
                    "compare",
                    a.toString(),
                    b.toString(),
                    "--store",
                    "none");
            assertEquals(2, endpoint.history().size());
            assertMarked(endpoint.history(), "question", "first", "second");
            // Reasons are ours today; one that is not would stand where this one does.
            Request again = endpoint.history().get(1);
            assertTrue(material(again).contains("it holds no JSON object"), again.user());
        }
    }

    private List<Request> orders(Function<Request, Response> script, String... more) throws IOException {
        Path quiz = Files.writeString(folder.resolve("quiz.md"), QUIZ);
        Path course = Files.createDirectories(folder.resolve("course/heedfolder"));
        Files.writeString(
                course.resolve("heedfile.md"),
                "# Files and heedheading\n\nA program that counts errors in a file leaves it open, says heedpassage.\n");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(script)) {
            List<String> args = new ArrayList<>(List.of("generate", quiz.toString(), "--overwrite", "--only", "1"));
            args.addAll(List.of("-o", folder.resolve("sheet.md").toString()));
            args.addAll(
                    List.of("--store", "none", "--material", course.getParent().toString()));
            args.addAll(List.of(more));
            CommandRun run = CommandRun.with(
                    Map.of(
                            "OPENAI_BASE_URL",
                            endpoint.url(),
                            "PATH",
                            System.getenv("PATH"),
                            "XDG_CACHE_HOME",
                            folder.resolve("cache").toString()),
                    args.toArray(String[]::new));
            assertTrue(run.exit() <= 1, run.err());
            return List.copyOf(endpoint.history());
        }
    }

    private static String section(String reply, Request request) {
        String label = "**" + request.labels().get(0) + ":**";
        if (!reply.contains(label)) {
            return "No need.";
        }
        String from = reply.substring(reply.indexOf(label));
        int next = from.indexOf("\n**", label.length());
        return "## Answer 1: Counting Errors\n\n" + (next < 0 ? from : from.substring(0, next));
    }

    private static void assertMarked(List<Request> requests, String... orders) {
        Set<String> reached = new TreeSet<>();
        for (Request request : requests) {
            assertEquals(Set.of(), in(request.system()), request.system());
            assertEquals(Set.of(), in(outside(request)), request.user());
            reached.addAll(in(material(request)));
        }
        Set<String> missing =
                Stream.of(orders).map(name -> "heed" + name).collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(reached);
        assertEquals(
                Set.of(),
                missing,
                () -> "not in any of " + requests.stream().map(Request::user).toList());
    }

    private static Set<String> in(String text) {
        return ORDER.matcher(text).results().map(r -> r.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String material(Request request) {
        return parts(request.user(), true);
    }

    private static String outside(Request request) {
        return parts(request.user(), false);
    }

    // What stands between a marker line and the next line that is the same, or everything else.
    private static String parts(String user, boolean isMarked) {
        StringBuilder text = new StringBuilder();
        String open = "";
        for (String line : user.split("\n", -1)) {
            if (line.equals(open)) {
                open = "";
            } else if (open.isEmpty() && MARKER.matcher(line).matches()) {
                open = line;
            } else if (open.isEmpty() != isMarked) {
                text.append(line).append('\n');
            }
        }
        assertEquals("", open, "a marker is not closed in " + user);
        return text.toString();
    }
}
