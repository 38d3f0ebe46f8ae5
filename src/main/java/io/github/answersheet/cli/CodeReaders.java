package io.github.answersheet.cli;

import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Rule;
import io.github.answersheet.check.Trials;
import io.github.answersheet.check.rule.Rules;
import io.github.answersheet.cluster.Checking;
import io.github.answersheet.examine.BlockRun;
import io.github.answersheet.examine.Execution;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.examine.Verifier;
import io.github.answersheet.sandbox.RememberedSandbox;
import io.github.answersheet.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who reads the code blocks of answers, and who runs them.
 *
 * @param execution does nothing where nobody wants code run
 * @param verifier runs the code under review beside its improvement
 */
record CodeReaders(Languages languages, Execution execution, Verifier verifier) implements AutoCloseable, Trials {

    /**
     * @param environment the variables of the environment
     * @param isRunWanted whether code is to be run
     */
    static CodeReaders of(Map<String, String> environment, boolean isRunWanted) {
        VerdictCache cache = VerdictCache.ofUser(environment);
        Languages languages = LanguagesFactory.languages(environment, cache);
        Optional<Sandbox> sandbox =
                isRunWanted ? Optional.of(RememberedSandbox.of(environment, cache)) : Optional.empty();
        return new CodeReaders(
                languages,
                new Execution(sandbox, languages.python(), languages.bash()),
                new Verifier(sandbox, languages.python()));
    }

    /** For sheets, in which no cases are printed. */
    List<Rule> rules() {
        return Rules.all(languages, execution);
    }

    /** For drafts, which an examiner's cases are run on. */
    List<Rule> rulesOfDrafts() {
        return Rules.all(languages, execution, this::verification);
    }

    /** By what workers check drafts, and who collects what they left. */
    Checking checking() {
        return new Checking(new Checker(rulesOfDrafts()), this);
    }

    @Override
    public Verification verification(Candidate draft) {
        return verifier.verify(draft.category().proved(), draft.question(), draft.draft(), draft.proof());
    }

    @Override
    public List<BlockRun> blocks(Candidate draft) {
        return execution.of(draft.code());
    }

    @Override
    public void close() {
        execution.close();
        verifier.close();
        languages.close();
    }
}
