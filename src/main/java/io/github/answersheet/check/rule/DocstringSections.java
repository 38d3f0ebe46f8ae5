package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.language.Compilation;
import io.github.answersheet.language.Facts;
import io.github.answersheet.pack.Role;
import java.util.List;
import java.util.Optional;

/** A complete solution without a docstring that says what goes in, what comes out and what is raised. */
final class DocstringSections extends BlockRule {

    DocstringSections() {
        super("docstring-sections", Level.WARNING);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        Optional<Compilation.Compiled> compiled = block.compiled();
        if (!answer.candidate().is(block.section().label(), Role.DOCSTRINGS) || compiled.isEmpty()) {
            return List.of();
        }
        List<Facts.Function> functions = compiled.get().facts().functions().stream()
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
        return List.of(finding(
                answer,
                block,
                functions.get(0).line(),
                1,
                "no docstring here has a section " + missing + ":; say what goes in, what comes out, what is raised"));
    }
}
