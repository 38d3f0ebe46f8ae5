package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A handler of every exception that lets it vanish. */
final class BroadExcept extends FactRule {

    private static final Pattern HANDLER = Pattern.compile("\\bexcept\\b.*\\bas\\s+(\\w+)\\s*:");
    private static final int HANDLER_LINES = 12;

    BroadExcept(PythonInterpreter python) {
        super(CodeFact.Kind.BROAD_EXCEPT, Level.WARNING, python);
    }

    // At the edge of a program a handler that logs or exits is right, and so is one that uses what it caught.
    @Override
    boolean matters(Candidate candidate, FencedBlock block, CodeFact fact) {
        String[] lines = block.code().split("\n", -1);
        Matcher handler = HANDLER.matcher(lines[Math.min(fact.line(), lines.length) - 1]);
        if (!fact.subject().equals("silent")) {
            return false;
        }
        if (!handler.find()) {
            return true;
        }
        Pattern used = Pattern.compile("\\b" + Pattern.quote(handler.group(1)) + "\\b");
        return Arrays.stream(lines)
                .skip(fact.line())
                .limit(HANDLER_LINES)
                .noneMatch(l -> used.matcher(l).find());
    }

    @Override
    String advice(CodeFact fact) {
        return "name the exceptions that can be handled here, or log and raise";
    }
}
