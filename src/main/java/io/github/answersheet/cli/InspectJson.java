package io.github.answersheet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.answersheet.pack.Classification;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.quiz.AuthorKey;
import io.github.answersheet.quiz.Choice;
import io.github.answersheet.quiz.Decision;
import io.github.answersheet.quiz.LeftOut;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.Warning;
import java.util.List;

/** What {@code inspect --json} prints. The names are kept; new ones may come. Lines are 1-based. */
record InspectJson(
        String schema,
        String file,
        String title,
        List<SectionJson> sections,
        List<QuestionJson> questions,
        List<LeftOut> leftOut,
        List<Decision> decisions,
        List<Warning> warnings,
        int writtenLines,
        int accountedLines) {

    private static final String SCHEMA = "answersheet/inspect/1";

    record SectionJson(String name, int line, int questions) {}

    record CodeJson(String language, int line, int lines) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuestionJson(
            int number,
            String label,
            String id,
            String section,
            String category,
            String categoryReason,
            String stem,
            String text,
            int line,
            int lastLine,
            List<CodeJson> code,
            List<String> hints,
            List<String> examples,
            List<Choice> options,
            AuthorKey key) {}

    static InspectJson of(Quiz quiz, Classifier classifier) {
        return new InspectJson(
                SCHEMA,
                quiz.source().name(),
                quiz.title(),
                quiz.sections().stream()
                        .map(s -> new SectionJson(
                                s.name(), s.line(), s.questions().size()))
                        .toList(),
                quiz.questions().stream()
                        .map(q -> question(quiz, q, classifier))
                        .toList(),
                quiz.leftOut(),
                quiz.decisions(),
                quiz.warnings(),
                quiz.writtenLines(),
                quiz.accountedLines());
    }

    private static QuestionJson question(Quiz quiz, Question question, Classifier classifier) {
        Classification classification = classifier.classify(quiz, question);
        return new QuestionJson(
                question.number(),
                question.label(),
                question.id(),
                question.section(),
                classification.category().name(),
                classification.reason(),
                question.stem(),
                question.text(),
                question.firstLine(),
                question.lastLine(),
                question.code().stream()
                        .map(c -> new CodeJson(
                                c.language(), c.line(), (int) c.code().lines().count()))
                        .toList(),
                question.hints(),
                question.examples(),
                question.choices(),
                question.key().orElse(null));
    }
}
