package io.github.answersheet.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.cache.Recent;
import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Runs programs on cases, each of them once: what was seen is kept by program, input and interpreter. Thread-safe. */
final class CaseRuns {

    // Two sides of some cases of the analyses of a quiz.
    private static final int RECENT = 400;
    private static final Duration PATIENCE = Seen.LONGEST.multipliedBy(3);
    private static final int LONGEST_KEPT = 64_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Sandbox sandbox;
    private final VerdictCache cache;
    private final Recent<Ran> recent = new Recent<>(RECENT);
    private final String judge;

    CaseRuns(Sandbox sandbox, VerdictCache cache) {
        this.sandbox = sandbox;
        this.cache = cache;
        this.judge = "case 1 " + CaseProgram.version() + " " + sandbox.identity();
    }

    /**
     * @param isOriginal whether it is called as the original is
     */
    Seen run(Code code, Case input, boolean isOriginal) {
        Optional<String> call = isOriginal ? input.originalCall().or(input::call) : input.call();
        Set<String> wanted = new LinkedHashSet<>(input.right().filesAfter().keySet());
        if (input.claim() instanceof Claim.Shows shows) {
            wanted.addAll(shows.seen().filesAfter().keySet());
        }
        // The key names the report as every run of it could.
        String key = key(CaseProgram.of(code, input, call, wanted, ""));
        Optional<Ran> known = recent.get(key).or(() -> cache.get(judge, key).flatMap(CaseRuns::read));
        if (known.isPresent()) {
            return CaseProgram.seen(known.get(), "");
        }
        String nonce = UUID.randomUUID().toString();
        Program program = CaseProgram.of(code, input, call, wanted, nonce);
        Ran ran = sandbox.run(program);
        boolean isToHang = isOriginal
                && input.claim() instanceof Claim.Shows shows
                && shows.seen().hangs();
        if (ran.ending() == Ending.TIMED_OUT && !isToHang) {
            // Nobody expects it; on a busy machine it may only have waited for its turn.
            ran = sandbox.run(program.within(program.limits().withTime(PATIENCE)));
        }
        Ran seen = renamed(ran, nonce);
        if (ran.ending() != Ending.NOT_STARTED) {
            recent.put(key, seen);
        }
        if (ran.ending() == Ending.EXITED || ran.ending() == Ending.OUTPUT_TOO_LONG || isToHang) {
            write(seen).ifPresent(text -> cache.put(judge, key, text));
        }
        return CaseProgram.seen(seen, "");
    }

    private static String key(Program program) {
        ObjectNode key = JSON.createObjectNode();
        key.set("command", JSON.valueToTree(program.command()));
        key.set("files", JSON.valueToTree(new TreeMap<>(program.files())));
        key.put("stdin", program.stdin());
        key.set("wanted", JSON.valueToTree(program.filesWanted()));
        return key.toString();
    }

    private static Ran renamed(Ran ran, String nonce) {
        Map<String, Optional<String>> files = new HashMap<>();
        ran.files().forEach((path, text) -> files.put(path.replace(nonce, ""), text));
        return new Ran(ran.ending(), ran.exit(), ran.stdout(), ran.stderr(), files, ran.time());
    }

    private static Optional<String> write(Ran ran) {
        ObjectNode json = JSON.createObjectNode();
        json.put("ending", ran.ending().name()).put("exit", ran.exit());
        json.put("stdout", ran.stdout()).put("stderr", ran.stderr());
        ObjectNode files = json.putObject("files");
        ran.files().forEach((path, text) -> files.put(path, text.orElse(null)));
        String text = json.toString();
        return text.length() > LONGEST_KEPT ? Optional.empty() : Optional.of(text);
    }

    private static Optional<Ran> read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Map<String, Optional<String>> files = new HashMap<>();
            json.path("files")
                    .properties()
                    .forEach(f -> files.put(
                            f.getKey(),
                            Optional.of(f.getValue()).filter(v -> !v.isNull()).map(JsonNode::asText)));
            return Optional.of(new Ran(
                    Ending.valueOf(json.path("ending").asText()),
                    json.path("exit").asInt(),
                    json.path("stdout").asText(),
                    json.path("stderr").asText(),
                    files,
                    Duration.ZERO));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
