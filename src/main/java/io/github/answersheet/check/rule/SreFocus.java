package io.github.answersheet.check.rule;

import java.util.List;
import java.util.Map;

/** Which of the SRE themes an answer touches. */
final class SreFocus extends FocusRule {

    SreFocus() {
        super(
                "sre-focus",
                "SRE",
                Map.of(
                        "reliability",
                        List.of("reliab", "outage", "availab", "fail"),
                        "observability",
                        List.of("metric", "log field", "observab", "trace", "tracing", "dashboard", "alert"),
                        "automation",
                        List.of("automat", "idempot", "dry run", "dry-run", "dry_run", "unattended"),
                        "scaling",
                        List.of("scale", "scaling", "concurren", "hosts", "fleet", "throughput"),
                        "security",
                        List.of("secur", "secret", "privilege", "credential", "permission", "inject"),
                        "error budgets",
                        List.of("error budget", "slo|", "sli|", "burn"),
                        "toil",
                        List.of("toil", "by hand", "manual")));
    }
}
