package io.github.answersheet.cli;

import io.github.answersheet.check.RuleSet;
import io.github.answersheet.check.rule.Rules;
import io.github.answersheet.pack.Pack;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which rules apply. */
final class RuleOptions {

    @Option(
            names = "--rule",
            paramLabel = "RULE=off|info|warning|error",
            split = ",",
            description = "Switch a rule off, or give all its findings a level. May be given several times, and counts"
                    + " more than what the pack says.")
    private Map<String, String> settings = Map.of();

    /** What the user said. */
    Map<String, String> settings() {
        return settings;
    }

    /** The rules for answers of a pack. */
    RuleSet rules(Pack pack) {
        return rules(pack, settings);
    }

    /**
     * The rules for answers of a pack, where somebody said otherwise.
     *
     * @throws io.github.answersheet.source.InputException if there is no such rule or level
     */
    static RuleSet rules(Pack pack, Map<String, String> settings) {
        return Rules.SET.with(pack.rules(), "pack " + pack.name()).with(settings, "--rule");
    }
}
