package io.github.answersheet.check.rule;

import io.github.answersheet.check.Rule;
import java.util.List;

/** The one list of rules, in the order in which they speak. */
public final class Rules {

    private Rules() {}

    /** All rules. */
    public static List<Rule> all() {
        return List.of(
                new UnansweredQuestion(),
                new AnsweredTwice(),
                new AnswerTitle(),
                new MissingLabel(),
                new EmptySection(),
                new DuplicateLabel(),
                new UnknownLabel(),
                new LabelOrder(),
                new QuestionAltered(),
                new PlaceholderText(),
                new ChatTalk(),
                new UnclosedFence(),
                new NestedFence(),
                new InnerHeading(),
                new TruncatedText(),
                new OverviewLength(),
                new ListEntries(),
                new TestingCases());
    }
}
