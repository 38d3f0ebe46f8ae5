package io.github.answersheet.cli;

import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.check.Languages;
import io.github.answersheet.mermaid.MermaidGrammars;
import io.github.answersheet.mermaid.RememberedGrammar;
import io.github.answersheet.process.ProgramPath;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.python.PythonProcess;
import io.github.answersheet.python.RememberedInterpreter;
import io.github.answersheet.python.Ruff;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.util.Map;

/** Wires the readers of code blocks; none is started before it is asked something new. */
final class LanguagesFactory {

    private LanguagesFactory() {}

    static Languages languages(Map<String, String> environment) {
        return languages(environment, VerdictCache.ofUser(environment));
    }

    static Languages languages(Map<String, String> environment, VerdictCache cache) {
        try {
            return new Languages(
                    new RememberedInterpreter(new PythonProcess(), cache, RememberedInterpreter.identity(environment)),
                    new Ruff(ProgramPath.find("ruff", environment), cache),
                    new BashSyntax(
                            cache,
                            ProgramPath.find("bash", environment)
                                    .map(ProgramPath::stamp)
                                    .orElse("bash")),
                    new RememberedGrammar(MermaidGrammars.detect(environment), cache));
        } catch (IllegalArgumentException e) {
            throw new InputException(Problem.of("environment", e.getMessage()));
        }
    }
}
