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
import java.util.List;

/** A complete solution without a docstring that says what goes in, what comes out and what is raised. */
final class DocstringSections extends BlockRule {

    private final PythonInterpreter python;

    DocstringSections(PythonInterpreter python) {
        super("docstring-sections", Level.WARNING);
        this.python = python;
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (!section.label().equals("Complete Solution")
                || !Languages.isPython(block)
                || !(python.compile(block.code()) instanceof Compilation.Compiled compiled)) {
            return List.of();
        }
        List<Facts.Function> functions = compiled.facts().functions().stream()
                .filter(f -> !f.parameters().isEmpty() && !f.name().startsWith("test"))
                .toList();
        boolean told = functions.stream().anyMatch(f -> f.docstringSections().contains("Args"));
        boolean raised = functions.stream().noneMatch(Facts.Function::raises)
                || functions.stream().anyMatch(f -> f.docstringSections().contains("Raises"));
        boolean returned = functions.stream().noneMatch(Facts.Function::returnsValue)
                || functions.stream()
                        .anyMatch(f -> f.docstringSections().contains("Returns")
                                || f.docstringSections().contains("Yields"));
        if (functions.isEmpty() || (told && raised && returned)) {
            return List.of();
        }
        String missing = !told ? "Args" : !returned ? "Returns" : "Raises";
        return List.of(candidate.finding(
                this,
                section,
                block,
                functions.get(0).line(),
                1,
                "no docstring here has a section " + missing + ":; say what goes in, what comes out, what is raised"));
    }
}
