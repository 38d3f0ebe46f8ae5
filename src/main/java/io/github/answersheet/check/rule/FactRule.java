package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.language.CodeFact;
import io.github.answersheet.language.CodeFact.Kind;
import io.github.answersheet.quiz.CodeBlock;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A rule about one kind of fact that the interpreter tells of the code of a solution. */
final class FactRule extends AnswerRule {

    /** The rules, in the order in which they speak. */
    static final List<FactRule> ALL = List.of(
            // An answer may show its program in several blocks; a later one uses names of an earlier.
            new FactRule(
                    Kind.UNDEFINED_NAME,
                    Level.ERROR,
                    "import or define it",
                    (block, fact, standsElsewhere) -> !standsElsewhere.test(fact.subject())),
            new FactRule(Kind.UNUSED_IMPORT, Level.WARNING, "remove it", FactRule::isOfNoUse),
            // Whatever it catches, it passes on.
            new FactRule(
                    Kind.BARE_EXCEPT,
                    Level.WARNING,
                    "name the exceptions that can be handled here",
                    (block, fact, standsElsewhere) -> !fact.subject().equals("raises")),
            new FactRule(
                    Kind.BROAD_EXCEPT,
                    Level.WARNING,
                    "name the exceptions that can be handled here, or log and raise",
                    FactRule::isSwallowed),
            new FactRule(
                    Kind.OPEN_WITHOUT_WITH,
                    Level.WARNING,
                    "use a with statement, which closes it also when something fails"),
            new FactRule(Kind.SHELL_TRUE, Level.WARNING, "pass the arguments as a list"),
            new FactRule(Kind.OS_SYSTEM, Level.WARNING, "use subprocess.run([...], check=True, timeout=...)"),
            new FactRule(
                    Kind.MISSING_TIMEOUT, Level.WARNING, "give it a timeout, or a comment that says why it may wait"),
            new FactRule(Kind.MUTABLE_DEFAULT, Level.WARNING, "take None as default and make the value inside"),
            new FactRule(Kind.MISSING_ENCODING, Level.INFO, "say encoding=\"utf-8\""),
            new FactRule(Kind.CSV_NEWLINE, Level.INFO, "open it with newline=\"\""),
            new FactRule(Kind.HARD_CODED_SECRET, Level.WARNING, "read it from the environment or a secret store"),
            new FactRule(Kind.EVAL_EXEC, Level.WARNING, "parse it, for example with ast.literal_eval or json"),
            new FactRule(Kind.UNSAFE_YAML_LOAD, Level.WARNING, "use yaml.safe_load"),
            new FactRule(Kind.SLEEP_IN_ASYNC, Level.WARNING, "await asyncio.sleep instead"));

    private static final Pattern WORD = Pattern.compile("(?<![\\w.])\\w+");
    private static final Pattern HANDLER = Pattern.compile("\\bexcept\\b.*\\bas\\s+(\\w+)\\s*:");
    private static final int HANDLER_LINES = 12;

    private final Kind kind;
    private final String advice;
    private final Relevance relevance;

    /** Whether a fact is worth a finding. */
    private interface Relevance {

        /**
         * @param standsElsewhere whether a name stands in another block of the answer or in the question's code, and may be
         *     bound or used there
         */
        boolean isWorthIt(FencedBlock block, CodeFact fact, Predicate<String> standsElsewhere);
    }

    /** @param advice what an author should do */
    private FactRule(Kind kind, Level level, String advice, Relevance relevance) {
        super(kind.id(), level);
        this.kind = kind;
        this.advice = advice;
        this.relevance = relevance;
    }

    private FactRule(Kind kind, Level level, String advice) {
        this(kind, level, advice, (block, fact, standsElsewhere) -> true);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        Map<String, Integer> blocksWith = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (ExaminedBlock block : answer.blocks()) {
            if (block.isSolution() || block.isAmongTests()) {
                block.compiled()
                        .ifPresent(compiled -> findings.addAll(
                                check(answer, block, compiled.facts().facts(), blocksWith)));
            }
        }
        return findings;
    }

    private List<Finding> check(
            ExaminedAnswer answer, ExaminedBlock block, List<CodeFact> facts, Map<String, Integer> blocksWith) {
        Set<String> own = new HashSet<>();
        Predicate<String> standsElsewhere = name -> {
            if (blocksWith.isEmpty()) {
                codeOf(answer).forEach(code -> words(code).forEach(word -> blocksWith.merge(word, 1, Integer::sum)));
            }
            if (own.isEmpty()) {
                own.addAll(words(block.code()));
            }
            return blocksWith.getOrDefault(name, 0) > (own.contains(name) ? 1 : 0);
        };
        return facts.stream()
                .filter(fact -> fact.kind() == kind
                        && !AskedFor.isIn(answer, block.section().label(), fact)
                        && relevance.isWorthIt(block.fence(), fact, standsElsewhere))
                .map(fact -> finding(answer, block, fact.line(), fact.column(), fact.message() + "; " + advice))
                .toList();
    }

    // Some imports work by being there; some serve another block of the answer.
    private static boolean isOfNoUse(FencedBlock block, CodeFact fact, Predicate<String> standsElsewhere) {
        String name = fact.subject();
        return !name.equals("readline")
                && !name.equals("annotations")
                && !standsElsewhere.test(name.substring(name.lastIndexOf('.') + 1));
    }

    // At the edge of a program a handler that logs or exits is right, and so is one that uses what it caught.
    private static boolean isSwallowed(FencedBlock block, CodeFact fact, Predicate<String> standsElsewhere) {
        SourceText lines = block.lines();
        Matcher handler = HANDLER.matcher(lines.line(Math.min(fact.line(), lines.lineCount())));
        if (!fact.subject().equals("silent")) {
            return false;
        }
        if (!handler.find()) {
            return true;
        }
        Pattern used = Pattern.compile("\\b" + Pattern.quote(handler.group(1)) + "\\b");
        return IntStream.rangeClosed(fact.line() + 1, Math.min(fact.line() + HANDLER_LINES, lines.lineCount()))
                .noneMatch(line -> used.matcher(lines.line(line)).find());
    }

    private static Stream<String> codeOf(ExaminedAnswer answer) {
        Stream<String> blocks = answer.draft().sections().stream()
                .flatMap(s -> s.content().fences().stream())
                .filter(FencedBlock::isPython)
                .map(FencedBlock::code);
        Stream<String> asked =
                answer.question().stream().flatMap(q -> q.code().stream()).map(CodeBlock::code);
        return Stream.concat(blocks, asked);
    }

    private static Set<String> words(String code) {
        return WORD.matcher(code).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
