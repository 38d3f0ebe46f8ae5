package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rule about something that must not stand in any line of a diagram, whatever its type. */
final class MermaidPatternRule extends BlockRule {

    // What HTML has is meant as such, and is the matter of other rules where it is not harmless.
    private static final String TAGS =
            "a|abbr|b|big|br|center|code|dd|del|div|dl|dt|em|embed|font|form|h[1-6]|hr|i|iframe|img|input"
                    + "|ins|kbd|li|link|mark|math|meta|object|ol|p|pre|q|s|samp|script|small|span|strike|strong|style|sub|sup|svg|table"
                    + "|tbody|td|th|thead|tr|tt|u|ul|var|video";

    static final MermaidPatternRule LINE_BREAK = new MermaidPatternRule(
            "mermaid-line-break",
            "<",
            "(?i)<br\\s*>|</br\\s*>|(?-i:<(?!br)[bB][rR]\\s*/?>)",
            found -> found + " is written <br/> in a diagram",
            Optional.of(found -> "<br/>"));
    static final MermaidPatternRule PLACEHOLDER = new MermaidPatternRule(
            "mermaid-placeholder",
            "<",
            "(?<!<)<(?!/?(?i:" + TAGS + ")\\b)[\\p{L}_][\\p{L}\\p{N}_ .:/-]*>(?!>)",
            found -> "Mermaid takes " + found + " for a tag and drops it; write " + withEntities(found),
            Optional.of(MermaidPatternRule::withEntities));
    static final MermaidPatternRule FENCE_TAIL = new MermaidPatternRule(
            "mermaid-fence-tail",
            "",
            "^\\s*(?:`{3,}|~{3,})\\s*\\w*\\s*$",
            found -> "the end of a fence is left in the diagram; remove it",
            Optional.empty());
    static final MermaidPatternRule SCRIPT = new MermaidPatternRule(
            "mermaid-script",
            "",
            "(?i)<\\s*(?:script|iframe|object|img|svg)\\b|javascript:\\S|\\bon(?:click|dblclick|error|load|mouse\\w+|focus|blur|key\\w+|change|submit|toggle)\\s*="
                    + "|^\\s*click\\s+\\S+\\s+(?!href\\b|\")[a-z_]\\w*",
            found -> "a diagram explains and runs nothing; remove " + found,
            Optional.empty());
    static final MermaidPatternRule BACKSLASH_QUOTE = new MermaidPatternRule(
            "mermaid-backslash-quote",
            "\\\"",
            "(?<=[\\p{L}\\p{N} .,:;!?(])\\\\\"(?![\\])}])(?=[^\"]*\"|\\s*$)",
            found -> "Mermaid does not know a backslash before a quote; write #quot;",
            Optional.of(found -> "#quot;"));

    private final String sign;
    private final Pattern wrong;
    private final UnaryOperator<String> message;
    private final Optional<UnaryOperator<String>> replacement;

    /**
     * @param sign that stands wherever the pattern matches, which is quicker to look for
     * @param message what to tell of what was found
     * @param replacement what to put in its place, if that is mechanical
     */
    private MermaidPatternRule(
            String id,
            String sign,
            String wrong,
            UnaryOperator<String> message,
            Optional<UnaryOperator<String>> replacement) {
        super(id, Level.ERROR);
        this.sign = sign;
        this.wrong = Pattern.compile(wrong);
        this.message = message;
        this.replacement = replacement;
    }

    private static String withEntities(String found) {
        return found.replace("<", "#lt;").replace(">", "#gt;");
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        List<Finding> findings = new ArrayList<>();
        if (!block.isDiagram() || !block.code().contains(sign)) {
            return findings;
        }
        String[] lines = block.code().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].strip().startsWith("%%") && !lines[i].contains("{")) {
                continue;
            }
            Matcher found = wrong.matcher(lines[i]);
            while (found.find()) {
                int line = i + 1;
                int column = found.start() + 1;
                String text = found.group();
                Finding finding = finding(answer, block, line, column, message.apply(text.strip()));
                findings.add(replacement
                        .map(by -> finding.with(CodeFix.replace(
                                block.section(), block.fence(), line, column, text.length(), by.apply(text))))
                        .orElse(finding));
            }
        }
        return findings;
    }
}
