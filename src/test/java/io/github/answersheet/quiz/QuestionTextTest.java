package io.github.answersheet.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of a question is its source less list marker and common indentation, byte for byte. */
class QuestionTextTest {

    @Test
    void ofTheSample() {
        check(ProjectFiles.RECORDED_QUIZ, 15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scripting-hints.md", "scripting-plain.md"})
    void ofRealQuizzes(String name) {
        assumeTrue(ProjectFiles.sharedQuizzes().isPresent(), "the shared quizzes are not at hand");
        check(ProjectFiles.sharedQuizzes().get().resolve(name), 15);
    }

    private static void check(Path file, int questions) {
        SourceText source = TextFiles.read(file);
        Quiz quiz = QuizReader.read(source);
        assertEquals(questions, quiz.questions().size());
        for (int i = 0; i < questions; i++) {
            assertEquals(
                    textBySimpleMeans(source, i + 1), quiz.questions().get(i).text());
        }
    }

    // Written for numbered lists only, and in another way than the reader: from "N." to the next one or a heading.
    private static String textBySimpleMeans(SourceText source, int number) {
        List<String> lines = new ArrayList<>();
        boolean inFence = false;
        boolean reading = false;
        for (String line : source.text().split("\n")) {
            boolean starts = line.startsWith(number + ". ");
            boolean ends = line.startsWith((number + 1) + ". ") || line.startsWith("## ");
            if (!inFence && (starts || ends)) {
                reading = starts;
            }
            if (line.strip().startsWith("```")) {
                inFence = !inFence;
            }
            if (reading) {
                lines.add(starts ? line.substring((number + ". ").length()) : line);
            }
        }
        int common = lines.stream()
                .skip(1)
                .filter(l -> !l.isBlank())
                .mapToInt(l -> l.length() - l.stripLeading().length())
                .min()
                .orElse(0);
        StringBuilder text = new StringBuilder(lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            text.append('\n').append(line.substring(Math.min(common, line.length())));
        }
        return text.toString().stripTrailing();
    }
}
