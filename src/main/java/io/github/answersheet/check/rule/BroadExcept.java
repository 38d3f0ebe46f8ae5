package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;
import io.github.answersheet.source.SourceText;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A handler of every exception that lets it vanish. */
final class BroadExcept extends FactRule {

    private static final Pattern HANDLER = Pattern.compile("\\bexcept\\b.*\\bas\\s+(\\w+)\\s*:");
    private static final int HANDLER_LINES = 12;

    BroadExcept(PythonInterpreter python) {
        super(CodeFact.Kind.BROAD_EXCEPT, Level.WARNING, python);
    }

    // At the edge of a program a handler that logs or exits is right, and so is one that uses what it caught.
    @Override
    boolean matters(FencedBlock block, CodeFact fact, Predicate<String> standsElsewhere) {
        SourceText lines = block.lines();
        Matcher handler = HANDLER.matcher(lines.line(Math.min(fact.line(), lines.lineCount())));
        if (!fact.subject().equals("silent")) {
            return false;
        }
        if (!handler.find()) {
            return true;
        }
        Pattern used = Pattern.compile("\\b" + Pattern.quote(handler.group(1)) + "\\b");
        return IntStream.rangeClosed(fact.line() + 1, Math.min(fact.line() + HANDLER_LINES, lines.lineCount()))
                .noneMatch(line -> used.matcher(lines.line(line)).find());
    }

    @Override
    String advice(CodeFact fact) {
        return "name the exceptions that can be handled here, or log and raise";
    }
}
