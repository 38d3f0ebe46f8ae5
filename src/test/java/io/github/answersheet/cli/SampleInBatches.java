package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.answersheet.BatchResults;
import io.github.answersheet.CommandRun;
import io.github.answersheet.FakeBatchProvider;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;

/** The sample quiz and its recorded replies, of which one draft is broken, answered in batches. */
abstract class SampleInBatches {

    static final String KEY = "sk-very-secret-0123456789";

    @TempDir
    private static Path cache;

    private static String live;

    @TempDir
    Path folder;

    /** The sheet that a run with the same replies makes whose calls are made one by one. */
    static synchronized String liveSheet() throws IOException {
        if (live == null) {
            try (ScriptedEndpoint endpoint = new ScriptedEndpoint(SampleInBatches::reply)) {
                CommandRun run = CommandRun.with(
                        variables(endpoint.url()),
                        "generate",
                        ProjectFiles.RECORDED_QUIZ.toString(),
                        "-o",
                        "-",
                        "--store",
                        "none");
                assertEquals(0, run.exit(), run.err());
                live = run.out();
            }
        }
        return live;
    }

    static Response reply(Request request) {
        if (request.isProof()) {
            return Response.reply(RecordedReplies.proof(request.question()));
        }
        String whole = RecordedReplies.of(request.question());
        return Response.reply(
                request.question() == 2 && request.isDraft()
                        ? RecordedReplies.without(whole, "Common Pitfalls")
                        : request.isRepair() ? RecordedReplies.sections(whole, request.labels()) : whole);
    }

    String sheet() throws IOException {
        return Files.readString(folder.resolve("sheet.md"));
    }

    long replies() {
        String stats =
                CommandRun.of("store", "stats", "--store", store().toString()).out();
        String count = stats.substring(stats.lastIndexOf(": ") + 2, stats.lastIndexOf(" repl"));
        return Long.parseLong(count);
    }

    static List<Integer> sizes(FakeBatchProvider provider) {
        return provider.batches().stream().map(b -> b.requests().size()).toList();
    }

    Path answered(Path calls, String name, Function<Request, Response> script) throws IOException {
        return Files.writeString(folder.resolve(name), BatchResults.of(Files.readAllLines(calls), script));
    }

    CommandRun generate(FakeBatchProvider provider, String... more) {
        return CommandRun.with(variables(provider.url()), args(more));
    }

    CommandRun elsewhere(String... more) {
        return CommandRun.with(elsewhere(), args(more));
    }

    CommandRun batch(FakeBatchProvider provider, String... words) {
        List<String> args = new ArrayList<>(List.of("batch"));
        Collections.addAll(args, words);
        Collections.addAll(args, "--store", store().toString());
        return CommandRun.with(variables(provider.url()), args.toArray(String[]::new));
    }

    String[] args(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "generate",
                ProjectFiles.RECORDED_QUIZ.toString(),
                // So that requests are in the order of the questions.
                "--concurrency",
                "1"));
        if (!List.of(more).contains("-o")) {
            Collections.addAll(args, "-o", folder.resolve("sheet.md").toString());
        }
        if (!List.of(more).contains("--store")) {
            Collections.addAll(args, "--store", store().toString());
        }
        Collections.addAll(args, more);
        return args.toArray(String[]::new);
    }

    static Map<String, String> variables(String url) {
        Map<String, String> variables = new HashMap<>(elsewhere());
        variables.put("OPENAI_BASE_URL", url);
        variables.put("OPENAI_API_KEY", KEY);
        return variables;
    }

    // Diagrams are the matter of other tests, and take longest.
    static Map<String, String> elsewhere() {
        return Map.of(
                "PATH",
                System.getenv("PATH"),
                "XDG_CACHE_HOME",
                cache.toString(),
                "ANSWERSHEET_MERMAID",
                "off",
                "ANSWERSHEET_NO_RUN",
                "true");
    }

    Path store() {
        return folder.resolve("calls.db");
    }
}
