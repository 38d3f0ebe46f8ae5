package io.github.answersheet.check.rule;

import java.util.Map;
import java.util.regex.Pattern;

/** Which of the SRE themes an answer touches. */
final class SreFocus extends FocusRule {

    SreFocus() {
        super(
                "sre-focus",
                "SRE",
                Map.ofEntries(
                        Map.entry("reliability", Pattern.compile("reliab|outage|availab|fail")),
                        Map.entry(
                                "observability",
                                Pattern.compile("metric|log field|observab|trac(?:e|ing)|dashboard|alert")),
                        Map.entry("automation", Pattern.compile("automat|idempot|dry.run|unattended")),
                        Map.entry("scaling", Pattern.compile("scal(?:e|ing)|concurren|hosts|fleet|throughput")),
                        Map.entry("security", Pattern.compile("secur|secret|privilege|credential|permission|inject")),
                        Map.entry("error budgets", Pattern.compile("error budget|slo\\b|sli\\b|burn")),
                        Map.entry("toil", Pattern.compile("toil|by hand|manual"))));
    }
}
