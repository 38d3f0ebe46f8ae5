package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.language.Compilation;
import io.github.answersheet.language.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stub that is sold as a solution. */
final class StubCode extends BlockRule {

    private static final Pattern LEFT_OUT = Pattern.compile("(?mi)^[ \\t]*#[ \\t]*(?:TO" + "DO\\b.*|FIX"
            + "ME\\b.*|(?:put |add |write |insert )?your (?:code|logic|implementation) (?:goes )?here.*"
            + "|(?:the )?rest of (?:the |your )?code.*|implement (?:this|me|here)[.!]?|\\.\\.\\.\\s*)$");

    StubCode() {
        super("stub-code", Level.ERROR);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        if (!block.isSolution() || !block.isPython()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Matcher left = LEFT_OUT.matcher(block.code());
        if (left.find()) {
            int line = 1
                    + (int) block.code()
                            .substring(0, left.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            findings.add(finding(
                    answer, block, line, 1, "\"" + left.group().strip() + "\" stands where code should; write it"));
        }
        if (block.compilation().orElse(null) instanceof Compilation.Compiled compiled) {
            for (Facts.Function function : compiled.facts().functions()) {
                // A method that deliberately does nothing is common; a function of a solution that does nothing is not.
                boolean method = function.name().contains(".");
                boolean stub =
                        method ? function.stub() == Facts.Stub.NOT_IMPLEMENTED : function.stub() != Facts.Stub.NONE;
                if (stub && !function.isAbstract()) {
                    boolean said = function.stub() == Facts.Stub.DOCSTRING || function.stub() == Facts.Stub.PASS;
                    findings.add(finding(
                                    answer,
                                    block,
                                    function.line(),
                                    function.column(),
                                    function.name() + " has no body; a solution does the work")
                            .at(said ? Level.WARNING : Level.ERROR));
                }
            }
        }
        return findings;
    }
}
