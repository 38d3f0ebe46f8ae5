package io.github.answersheet.cli;

import io.github.answersheet.check.Rule;
import io.github.answersheet.check.rule.RulePage;
import io.github.answersheet.check.rule.Rules;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains the rules. */
@Command(
        name = "rules",
        description = "Lists what is checked, or explains one rule: what it wants, bad, good, and why.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  answersheet rules", "  answersheet rules mermaid-label-quotes"})
final class RulesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The rule to explain.")
    private String id;

    private final Environment environment;

    RulesCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (id == null) {
            list(Rules.ALL);
        } else {
            explain(Rules.ALL);
        }
        return ExitCode.OK;
    }

    private void list(List<Rule> rules) {
        TextTable table = new TextTable(90, "Rule", "Level", "What");
        rules.forEach(rule ->
                table.row(rule.id(), rule.level().word(), RulePage.of(rule.id()).summary()));
        environment.out().print(table.render());
    }

    private void explain(List<Rule> rules) {
        Rule rule = rules.stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InputException(Problem.of(
                        "rules " + id,
                        "no such rule; there are "
                                + rules.stream().map(Rule::id).collect(Collectors.joining(", ")))));
        RulePage page = RulePage.of(rule.id());
        environment.out().println("Level: " + rule.level().word());
        environment.out().println();
        environment.out().println(page.text());
    }
}
