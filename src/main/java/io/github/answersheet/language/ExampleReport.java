package io.github.answersheet.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.sandbox.Program;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An example from the prompt of Python, in a docstring or a session, that does not do what is shown; the last one of a report
 * only counts. What is not told is empty or 0.
 *
 * @param line of the example, in its file
 * @param source what was typed
 * @param want what is shown
 * @param got what was printed in its place
 * @param type of the exception that was raised in its place
 * @param message of that exception, its first line
 * @param tried examples in all
 */
public record ExampleReport(
        int line, String source, String want, String got, String type, String message, int tried, int wrong) {

    public ExampleReport {
        source = Objects.requireNonNullElse(source, "");
        want = Objects.requireNonNullElse(want, "");
        got = Objects.requireNonNullElse(got, "");
        type = Objects.requireNonNullElse(type, "");
        message = Objects.requireNonNullElse(message, "");
    }

    /**
     * The text of the script, for {@code python3 -c}. Its arguments are the file, a module if it ends in {@code .py} and else a
     * session, and code to run before a session.
     */
    public static final String SCRIPT = Program.driver(ExampleReport.class, "examples.py");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Whether it counts the others. */
    public boolean isEnd() {
        return source.isEmpty();
    }

    /**
     * What the script reported, in its order.
     *
     * @param report its lines
     */
    public static List<ExampleReport> read(String report) {
        return report.lines().flatMap(line -> line(line).stream()).toList();
    }

    private static Optional<ExampleReport> line(String json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, ExampleReport.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
