package io.github.answersheet.cli;

import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.examine.Examiner;
import io.github.answersheet.examine.Languages;
import io.github.answersheet.language.PythonProcess;
import io.github.answersheet.language.Readers;
import io.github.answersheet.language.RememberedInterpreter;
import io.github.answersheet.language.Ruff;
import io.github.answersheet.mermaid.MermaidGrammars;
import io.github.answersheet.mermaid.RememberedGrammar;
import io.github.answersheet.process.ProgramPath;
import io.github.answersheet.sandbox.RememberedSandbox;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.util.Map;
import java.util.Optional;

/** Wires examiners with the tools of this machine; none is started before it is asked something new. */
final class ExaminerFactory {

    private ExaminerFactory() {}

    /**
     * For drafts, which proofs are brought for.
     *
     * @param environment the variables of the environment
     * @param isRunWanted whether code is to be run
     */
    static Examiner ofDrafts(Map<String, String> environment, boolean isRunWanted) {
        return of(environment, isRunWanted, true);
    }

    /** The same for sheets, in which no cases are printed. */
    static Examiner ofSheets(Map<String, String> environment, boolean isRunWanted) {
        return of(environment, isRunWanted, false);
    }

    private static Examiner of(Map<String, String> environment, boolean isRunWanted, boolean isProved) {
        VerdictCache cache = VerdictCache.ofUser(environment);
        Optional<Sandbox> sandbox =
                isRunWanted ? Optional.of(RememberedSandbox.of(environment, cache)) : Optional.empty();
        return new Examiner(languages(environment, cache), sandbox, isProved);
    }

    private static Languages languages(Map<String, String> environment, VerdictCache cache) {
        try {
            return new Languages(
                    new RememberedInterpreter(new PythonProcess(), cache, RememberedInterpreter.identity(environment)),
                    new Ruff(ProgramPath.find("ruff", environment), cache),
                    new Readers(environment, cache),
                    new RememberedGrammar(MermaidGrammars.detect(environment), cache));
        } catch (IllegalArgumentException e) {
            throw new InputException(Problem.of("environment", e.getMessage()));
        }
    }
}
