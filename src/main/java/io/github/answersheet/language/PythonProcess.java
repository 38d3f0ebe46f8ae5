package io.github.answersheet.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.language.Compilation.Unchecked;
import io.github.answersheet.process.JsonLineWorker;
import io.github.answersheet.process.WorkerFailure;
import io.github.answersheet.source.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A {@code python3} (3.8 or newer) that lives until this is closed, apart from its user's settings and packages. Code that
 * takes longer than the limit ends the process, and the next block starts another.
 */
public final class PythonProcess implements PythonInterpreter {
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);
    private static final List<String> SCRIPTS = List.of(
            "names.py",
            "calls.py",
            "files.py",
            "form.py",
            "flow.py",
            "conduct.py",
            "facts.py",
            "newer.py",
            "worker.py");

    /** No double quotes in it: on Windows they do not survive the command line. */
    private static final String LOADER =
            "import sys,json\nfor script in json.loads(sys.stdin.readline()):exec(compile(script,'worker','exec'),globals())";

    private final JsonLineWorker worker;
    private final Duration limit;

    public PythonProcess() {
        this("python3", DEFAULT_LIMIT);
    }

    /**
     * @param python the program, by name or path
     * @param limit the time for one block
     */
    public PythonProcess(String python, Duration limit) {
        this.worker = new JsonLineWorker(List.of(python, "-I", "-S", "-c", LOADER), PythonProcess::scripts);
        this.limit = limit;
    }

    /** What changes with what the worker tells of a block. */
    static String identity() {
        return VerdictCache.fingerprint(String.join("\n", texts()));
    }

    @Override
    public Compilation compile(String code) {
        if (code.length() > MAX_LENGTH) {
            return new Unchecked(String.format(
                    Locale.ROOT, "the code has %,d characters; no more than %,d are read", code.length(), MAX_LENGTH));
        }
        try {
            JsonNode request = JsonNodeFactory.instance.objectNode().put("code", code);
            return CompilationReader.read(worker.ask(request, limit));
        } catch (WorkerFailure failure) {
            return new Unchecked(
                    failure.kind() == WorkerFailure.Kind.TIMED_OUT
                            ? "compiling the code " + failure.getMessage()
                            : "Python could not be asked: " + failure.getMessage());
        }
    }

    @Override
    public void close() {
        worker.close();
    }

    private static JsonNode scripts() {
        ArrayNode scripts = JsonNodeFactory.instance.arrayNode();
        texts().forEach(scripts::add);
        return scripts;
    }

    private static List<String> texts() {
        return SCRIPTS.stream()
                .map(script -> Resource.of(PythonProcess.class, script).text())
                .toList();
    }
}
