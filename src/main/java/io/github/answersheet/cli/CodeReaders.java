package io.github.answersheet.cli;

import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Rule;
import io.github.answersheet.check.rule.Rules;
import io.github.answersheet.execution.Execution;
import io.github.answersheet.sandbox.RememberedSandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who reads the code blocks of answers, and who runs them.
 *
 * @param execution does nothing where nobody wants code run
 */
record CodeReaders(Languages languages, Execution execution) implements AutoCloseable {

    /**
     * @param environment the variables of the environment
     * @param isRunWanted whether code is to be run
     */
    static CodeReaders of(Map<String, String> environment, boolean isRunWanted) {
        VerdictCache cache = VerdictCache.ofUser(environment);
        Languages languages = LanguagesFactory.languages(environment, cache);
        return new CodeReaders(
                languages,
                new Execution(
                        isRunWanted ? Optional.of(RememberedSandbox.of(environment, cache)) : Optional.empty(),
                        languages.python(),
                        languages.bash()));
    }

    List<Rule> rules() {
        return Rules.all(languages, execution);
    }

    @Override
    public void close() {
        execution.close();
        languages.close();
    }
}
