package io.github.answersheet.check.rule;

import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.language.CodeFact;
import io.github.answersheet.language.CodeFact.Kind;
import io.github.answersheet.pack.Role;
import io.github.answersheet.quiz.Question;
import java.util.Set;
import java.util.regex.Pattern;

/** Calls that a question asks about by name, so that its answer has to show them. */
final class AskedFor {

    private static final Set<Kind> CALLS = Set.of(
            Kind.OS_SYSTEM,
            Kind.SHELL_TRUE,
            Kind.MISSING_TIMEOUT,
            Kind.EVAL_EXEC,
            Kind.UNSAFE_YAML_LOAD,
            Kind.SLEEP_IN_ASYNC);
    private static final Pattern CODE =
            Pattern.compile("(?ms)^[ \\t>]*(`{3,}|~{3,}).*?(?:^[ \\t>]*\\1[`~]*[ \\t]*$|\\z)");

    private AskedFor() {}

    /**
     * Whether the question's prose names the function that is called. Not where code is to be improved: what is named
     * there is what has to go.
     *
     * @param label of the section that shows it
     */
    static boolean isIn(ExaminedAnswer answer, String label, CodeFact fact) {
        return CALLS.contains(fact.kind())
                && !isToBeImproved(answer, label)
                && answer.question().filter(q -> names(q, fact)).isPresent();
    }

    private static boolean isToBeImproved(ExaminedAnswer answer, String label) {
        return answer.category().format().first(Role.ISSUES).isPresent()
                && answer.candidate().is(label, Role.SOLUTION);
    }

    private static boolean names(Question question, CodeFact fact) {
        String prose = CODE.matcher(question.text()).replaceAll("");
        String name = Pattern.quote(fact.subject());
        // A word such as exec is only a function's name where it looks like one.
        String function = fact.subject().contains(".")
                ? "(?<![\\w.])" + name + "(?!\\w)"
                : "`" + name + "`|(?<![\\w.])" + name + "\\(";
        return Pattern.compile(function).matcher(prose).find()
                || fact.kind() == Kind.SHELL_TRUE && prose.contains("shell=True");
    }
}
