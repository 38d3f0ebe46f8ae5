package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.Compilation;
import io.github.answersheet.python.Facts;
import io.github.answersheet.python.PythonInterpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stub that is sold as a solution. */
final class StubCode extends BlockRule {

    private final PythonInterpreter python;
    private static final Pattern LEFT_OUT = Pattern.compile("(?mi)^\\s*#\\s*(?:TO" + "DO\\b.*|FIX"
            + "ME\\b.*|(?:put |add |write |insert )?your (?:code|logic|implementation) (?:goes )?here.*"
            + "|(?:the )?rest of (?:the |your )?code.*|implement (?:this|me|here)\\b.*|\\.\\.\\.\\s*)$");

    StubCode(PythonInterpreter python) {
        super("stub-code", Level.ERROR);
        this.python = python;
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (!SOLUTIONS.contains(section.label()) || !Languages.isPython(block)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Matcher left = LEFT_OUT.matcher(block.code());
        if (left.find()) {
            int line = (int) block.code().substring(0, left.start()).lines().count() + (left.start() == 0 ? 1 : 0);
            findings.add(candidate.finding(
                    this,
                    section,
                    block,
                    Math.max(1, line),
                    1,
                    "\"" + left.group().strip() + "\" stands where code should; write it"));
        }
        if (python.compile(block.code()) instanceof Compilation.Compiled compiled) {
            compiled.facts().functions().stream()
                    .filter(StubCode::isStub)
                    .map(f -> candidate.finding(
                            this,
                            section,
                            block,
                            f.line(),
                            f.column(),
                            f.name() + " has no body; a solution does the work"))
                    .forEach(findings::add);
        }
        return findings;
    }

    // A method that deliberately does nothing is common; a function of a solution that does nothing is not.
    private static boolean isStub(Facts.Function function) {
        boolean method = function.name().contains(".");
        return !function.isAbstract()
                && switch (function.stub()) {
                    case NONE -> false;
                    case ELLIPSIS, NOT_IMPLEMENTED -> true;
                    case PASS, DOCSTRING -> !method;
                };
    }
}
