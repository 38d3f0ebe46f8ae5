package io.github.answersheet.check.rule;

import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Rule;
import java.util.List;

/** The one list of rules, in the order in which they speak. */
public final class Rules {

    private Rules() {}

    /**
     * All rules.
     *
     * @param languages who reads the code blocks
     */
    public static List<Rule> all(Languages languages) {
        var python = languages.python();
        var mermaid = languages.mermaid();
        return List.of(
                // Structure.
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
                // Content.
                new OverviewLength(),
                new ChoiceNamed(),
                new KeyTerms(),
                new CodeIssuesCover(languages),
                new LineReference(),
                new ListEntries(),
                new TestingCases(),
                new DocstringSections(python),
                new CodeComments(python),
                new StubCode(python),
                new SreFocus(),
                new PythonFocus(),
                // Python and Bash.
                new PythonSyntax(python),
                new PythonWarning(python),
                new UndefinedName(python),
                new UnusedImport(python),
                new BareExcept(python),
                new BroadExcept(python),
                new OpenWithoutWith(python),
                new ShellTrue(python),
                new OsSystem(python),
                new MissingTimeout(python),
                new MutableDefault(python),
                new MissingEncoding(python),
                new CsvNewline(python),
                new HardCodedSecret(python),
                new EvalExec(python),
                new UnsafeYamlLoad(python),
                new SleepInAsync(python),
                new RuffRemark(languages.ruff()),
                new BashSyntaxRule(languages.bash()),
                // Mermaid.
                new MermaidSyntax(mermaid),
                new MermaidLabelQuotes(mermaid),
                new MermaidLineBreak(),
                new MermaidSubgraphTitle(),
                new MermaidOneConnection(),
                new MermaidAmpersand(),
                new MermaidSize(mermaid),
                new MermaidEmpty(),
                new MermaidFenceTail(),
                new MermaidScript(),
                new MermaidBackslashQuote(),
                new MermaidInit(),
                new MermaidEnhancements(),
                new UncheckedBlock(languages));
    }
}
