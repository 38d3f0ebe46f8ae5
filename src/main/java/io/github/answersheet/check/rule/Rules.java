package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Rule;
import io.github.answersheet.examine.Execution;
import io.github.answersheet.examine.Verification;
import java.util.List;
import java.util.function.Function;

/** The one list of rules, in the order in which they speak. */
public final class Rules {

    private Rules() {}

    /**
     * All rules, where nothing of an answer is verified by running it.
     *
     * @param languages who reads the code blocks
     * @param execution who runs them, if anybody does
     */
    public static List<Rule> all(Languages languages, Execution execution) {
        return all(languages, execution, candidate -> new Verification.NotWanted());
    }

    /**
     * All rules.
     *
     * @param languages who reads the code blocks
     * @param execution who runs them, if anybody does
     * @param verification what is known of a candidate by running it beside the code under review; the same for the same
     *     draft
     */
    public static List<Rule> all(
            Languages languages, Execution execution, Function<Candidate, Verification> verification) {
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
                new RepeatedText(),
                // Content.
                new SectionLength(),
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
                // What shows when code is run.
                new CodeFails(execution),
                new TestFails(execution),
                new OutputDiffers(execution),
                new OutputNotShown(execution),
                new ImportSideEffect(execution),
                // Code under review and its improvement, run.
                new VerificationMissing(verification),
                new VerificationInvalid(verification),
                new SolutionWrong(verification),
                new ClaimRefuted(verification),
                // Mermaid.
                new MermaidSyntax(mermaid),
                new MermaidLabelQuotes(mermaid),
                new MermaidLineBreak(),
                new MermaidPlaceholder(),
                new MermaidSubgraphTitle(mermaid),
                new MermaidOneConnection(mermaid),
                new MermaidAmpersand(mermaid),
                new MermaidSize(mermaid),
                new MermaidEmpty(mermaid),
                new MermaidFenceTail(),
                new MermaidScript(),
                new MermaidBackslashQuote(),
                new MermaidInit(),
                new MermaidEnhancements(),
                new UncheckedBlock(languages, execution.isOn()));
    }
}
