package io.github.answersheet.check.rule;

import io.github.answersheet.check.Rule;
import io.github.answersheet.check.RuleSet;
import java.util.List;
import java.util.stream.Stream;

/** The one list of rules, in the order in which they speak. */
public final class Rules {

    /** All rules. */
    public static final List<Rule> ALL = Stream.of(structure(), content(), code(), mermaid())
            .<Rule>flatMap(List::stream)
            .toList();

    /** The same, to be set. */
    public static final RuleSet SET = RuleSet.of(ALL);

    private Rules() {}

    private static List<Rule> structure() {
        return List.of(
                new UnansweredQuestion(),
                new AnsweredTwice(),
                new ContentsAnchor(),
                new AnswerReference(),
                new AnswerTitle(),
                new IncompleteAnswer(),
                new MissingLabel(),
                new EmptySection(),
                new DuplicateLabel(),
                new UnknownLabel(),
                new LabelOrder(),
                new LabelForm(),
                new QuestionAltered(),
                new PlaceholderText(),
                new ChatTalk(),
                new UnclosedFence(),
                new NestedFence(),
                new InnerHeading(),
                new TruncatedText(),
                new RepeatedText());
    }

    private static List<Rule> content() {
        return List.of(
                new SectionLength(),
                new OverviewLength(),
                new ChoiceNamed(),
                new ChoiceWrong(),
                new OptionsExplained(),
                new KeyTerms(),
                new CodeIssuesCover(),
                new LineReference(),
                new ListEntries(),
                new TestingCases(),
                new DocstringSections(),
                new CodeComments(),
                new StubCode(),
                new ThemesTouched());
    }

    private static List<Rule> code() {
        return Stream.<List<? extends Rule>>of(
                        List.of(new PythonSyntax(), new PythonWarning()),
                        FactRule.ALL,
                        List.of(new RuffRemark(), CodeSyntax.BASH, CodeSyntax.OTHER),
                        ExecutionRule.ALL,
                        List.of(
                                new ProofOutdated(),
                                new VerificationMissing(),
                                new VerificationInvalid(),
                                new SolutionWrong(),
                                new ClaimRefuted(),
                                new RefutedStatement(),
                                new OpenGap(),
                                new SheetContradiction(),
                                new LostResult(),
                                new TestsMiss()))
                .<Rule>flatMap(List::stream)
                .toList();
    }

    private static List<Rule> mermaid() {
        return List.of(
                new MermaidSyntax(),
                new MermaidLabelQuotes(),
                MermaidPatternRule.LINE_BREAK,
                MermaidPatternRule.PLACEHOLDER,
                new MermaidSubgraphTitle(),
                new MermaidOneConnection(),
                new MermaidAmpersand(),
                new MermaidSize(),
                new MermaidEmpty(),
                MermaidPatternRule.FENCE_TAIL,
                MermaidPatternRule.SCRIPT,
                MermaidPatternRule.BACKSLASH_QUOTE,
                new MermaidInit(),
                new MermaidEnhancements(),
                new UncheckedBlock());
    }
}
