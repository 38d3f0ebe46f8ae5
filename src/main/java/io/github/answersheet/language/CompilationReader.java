package io.github.answersheet.language;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.language.Compilation.Compiled;
import io.github.answersheet.language.Compilation.SyntaxError;
import io.github.answersheet.language.Compilation.SyntaxWarning;
import io.github.answersheet.language.Compilation.Unchecked;
import io.github.answersheet.language.Facts.Conduct;
import io.github.answersheet.language.Facts.Function;
import io.github.answersheet.language.Facts.Import;
import io.github.answersheet.language.Facts.Stub;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the answer of {@code worker.py}. */
final class CompilationReader {
    private CompilationReader() {}

    static Compilation read(JsonNode answer) {
        return switch (answer.path("verdict").asText()) {
            case "ok" ->
                new Compiled(
                        list(
                                answer.path("warnings"),
                                told -> new SyntaxWarning(
                                        line(told), told.path("message").asText())),
                        facts(answer));
            case "error" -> new SyntaxError(answer.path("message").asText(), line(answer), column(answer));
            default -> new Unchecked(answer.path("message").asText("no answer"));
        };
    }

    private static Facts facts(JsonNode answer) {
        return new Facts(
                list(answer.path("facts"), CompilationReader::fact),
                list(answer.path("functions"), CompilationReader::function),
                list(answer.path("imports"), CompilationReader::imported),
                answer.path("comments").asBoolean(),
                answer.path("fileName").asText(),
                answer.path("entryGuard").asBoolean(),
                list(
                        answer.path("conduct"),
                        told -> Conduct.valueOf(told.asText().toUpperCase(Locale.ROOT))));
    }

    private static CodeFact fact(JsonNode fact) {
        return new CodeFact(
                CodeFact.Kind.of(fact.path("kind").asText()),
                line(fact),
                column(fact),
                fact.path("subject").asText(),
                fact.path("message").asText());
    }

    private static Function function(JsonNode function) {
        return new Function(
                function.path("name").asText(),
                line(function),
                column(function),
                list(function.path("parameters"), JsonNode::asText),
                function.path("annotated").asBoolean(),
                function.path("returnsValue").asBoolean(),
                function.path("raises").asBoolean(),
                function.path("docstring").asBoolean(),
                list(function.path("sections"), JsonNode::asText),
                Stub.valueOf(
                        function.path("stub").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
                function.path("abstract").asBoolean());
    }

    private static Import imported(JsonNode imported) {
        return new Import(
                imported.path("module").asText(),
                line(imported),
                column(imported),
                imported.path("relative").asBoolean(),
                imported.path("thirdParty").asBoolean(),
                imported.path("optional").asBoolean());
    }

    private static int line(JsonNode placed) {
        return placed.path("line").asInt(1);
    }

    private static int column(JsonNode placed) {
        return placed.path("column").asInt(1);
    }

    private static <T> List<T> list(JsonNode array, java.util.function.Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        array.forEach(element -> values.add(read.apply(element)));
        return values;
    }
}
