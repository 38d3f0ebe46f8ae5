package io.github.answersheet.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.process.ProgramPath;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An interpreter that is asked once for each block. What could not be checked is asked again. */
public final class RememberedInterpreter implements PythonInterpreter {

    private static final JsonMapper JSON = new JsonMapper();

    private final PythonInterpreter interpreter;
    private final VerdictCache cache;
    private final String judge;

    /**
     * @param judge the interpreter and its version, as {@link #identity} tells it
     */
    public RememberedInterpreter(PythonInterpreter interpreter, VerdictCache cache, String judge) {
        this.interpreter = interpreter;
        this.cache = cache;
        this.judge = PythonProcess.identity() + " " + judge;
    }

    /**
     * What tells one {@code python3} from another without starting it: its file, size and time.
     *
     * @param environment the variables of the environment
     */
    public static String identity(Map<String, String> environment) {
        return ProgramPath.stamp(ProgramPath.find("python3", environment).orElse(Path.of("python3")));
    }

    @Override
    public Compilation compile(String code) {
        Optional<Compilation> known = cache.get(judge, code).flatMap(RememberedInterpreter::read);
        if (known.isPresent()) {
            return known.get();
        }
        Compilation compilation = interpreter.compile(code);
        write(compilation).ifPresent(text -> cache.put(judge, code, text));
        return compilation;
    }

    @Override
    public void close() {
        interpreter.close();
    }

    private static Optional<String> write(Compilation compilation) {
        ObjectNode json = JSON.createObjectNode();
        if (compilation instanceof Compilation.Compiled compiled) {
            json.set("compiled", JSON.valueToTree(compiled));
        } else if (compilation instanceof Compilation.SyntaxError error) {
            json.set("error", JSON.valueToTree(error));
        } else {
            return Optional.empty();
        }
        return Optional.of(json.toString());
    }

    private static Optional<Compilation> read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json.has("compiled")
                    ? Optional.of(JSON.treeToValue(json.get("compiled"), Compilation.Compiled.class))
                    : Optional.of(JSON.treeToValue(json.get("error"), Compilation.SyntaxError.class));
        } catch (JsonProcessingException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
