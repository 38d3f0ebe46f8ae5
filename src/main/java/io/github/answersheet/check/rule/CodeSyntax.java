package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.language.Language;
import io.github.answersheet.language.Syntax;
import java.util.List;

/** Code that the reader of its language cannot read. Python has a rule of its own. */
final class CodeSyntax extends BlockRule {

    /** Of Bash alone. */
    static final CodeSyntax BASH = new CodeSyntax("bash-syntax", true);

    /** Of all other languages. */
    static final CodeSyntax OTHER = new CodeSyntax("code-syntax", false);

    private final boolean isOfBash;

    private CodeSyntax(String id, boolean isOfBash) {
        super(id, Level.ERROR);
        this.isOfBash = isOfBash;
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        if (!(block.syntax().orElse(null) instanceof Syntax.Wrong wrong)) {
            return List.of();
        }
        Language language = block.fence().written().orElseThrow();
        if (language.equals(Language.BASH) != isOfBash) {
            return List.of();
        }
        String message = (isOfBash ? "Bash cannot read this: " : "this is no " + language + ": ") + wrong.message();
        Finding finding = finding(answer, block, wrong.line(), wrong.column(), message);
        // Elsewhere a block may be a few lines torn from a program.
        boolean isWhole =
                isOfBash || block.isSolution() || block.isAmongTests() || language.whole() && !block.repeatsQuestion();
        return List.of(isWhole ? finding : finding.at(Level.WARNING));
    }
}
