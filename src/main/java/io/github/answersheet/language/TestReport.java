package io.github.answersheet.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.sandbox.Program;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One thing that the script that runs a module of Python tests tells of them. What it does not tell is empty or 0.
 *
 * @param what {@code begun}, {@code failed}, {@code skipped}, {@code expected}, {@code absent}, {@code lacks-pytest}, {@code
 *     end}
 * @param subject the test, in words
 * @param words the error's own last line
 * @param type of the exception, without its module
 * @param message of the exception, its first line
 * @param file of the answer in which the exception was innermost; empty if it passed none
 * @param line in that file
 * @param function in that file
 * @param innermost whether it was raised there, and not in a library that was called there
 * @param testLine the last line of the test's file that it passed; 0 if none
 * @param reason why a test was skipped
 * @param name of a program that is not there
 * @param run tests in all, at the end
 */
public record TestReport(
        String what,
        String subject,
        String words,
        String type,
        String message,
        String file,
        int line,
        String function,
        boolean innermost,
        int testLine,
        String reason,
        String name,
        int run,
        int failed,
        int skipped,
        int expected) {

    public TestReport {
        what = Objects.requireNonNullElse(what, "");
        subject = Objects.requireNonNullElse(subject, "");
        words = Objects.requireNonNullElse(words, "");
        type = Objects.requireNonNullElse(type, "");
        message = Objects.requireNonNullElse(message, "");
        file = Objects.requireNonNullElse(file, "");
        function = Objects.requireNonNullElse(function, "");
        reason = Objects.requireNonNullElse(reason, "");
        name = Objects.requireNonNullElse(name, "");
    }

    /** The text of the script, for {@code python3 -c}; its argument is the test's file in the working folder. */
    public static final String SCRIPT = Program.driver(TestReport.class, "tests.py");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Whether the exception is of one of some types. */
    public boolean isOf(Set<String> types) {
        return types.contains(type);
    }

    /**
     * What the script reported, in its order, the test that it began last behind all others.
     *
     * @param report its lines
     */
    public static List<TestReport> read(String report) {
        return report.lines()
                .map(TestReport::line)
                .filter(line -> line != null && (!line.what.equals("failed") || !line.subject.isEmpty()))
                .toList();
    }

    private static TestReport line(String json) {
        try {
            return JSON.readValue(json, TestReport.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
