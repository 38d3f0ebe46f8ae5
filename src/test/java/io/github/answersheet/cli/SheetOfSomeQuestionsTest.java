package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} of a sheet that was made with {@code --only}. */
class SheetOfSomeQuestionsTest {

    private static final String QUIZ = ProjectFiles.RECORDED_QUIZ.toString();

    @TempDir
    private Path folder;

    private Path sheet;

    @BeforeEach
    void twoAnswersOfFifteen() throws IOException {
        sheet = folder.resolve("sheet.md");
        CommandRun run = CommandRun.of(
                "generate",
                QUIZ,
                "--replay",
                ProjectFiles.RECORDED_QUIZ.resolveSibling("replies").toString(),
                "--only",
                "1,2",
                "--no-run",
                "-o",
                sheet.toString());
        assertEquals(0, run.exit(), run.err());
    }

    @Test
    void manyUnansweredQuestionsAreToldInOneFinding() throws IOException {
        List<String> told = messages("unanswered-question", "--quiz", QUIZ);
        assertEquals(1, told.size(), told.toString());
        assertTrue(
                told.get(0)
                        .startsWith(
                                "13 questions of the quiz have no answer: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15"),
                told.get(0));
    }

    @Test
    void onlyThoseThatAreNamedAreWantedAndChecked() throws IOException {
        assertEquals(List.of(), messages("unanswered-question", "--quiz", QUIZ, "--only", "1-2"));
        List<String> three = messages("unanswered-question", "--quiz", QUIZ, "--only", "1-3");
        assertEquals(1, three.size(), three.toString());
        assertTrue(three.get(0).startsWith("question 3 of the quiz has no answer: "), three.get(0));

        Files.writeString(sheet, Files.readString(sheet).replace("**Common Pitfalls:**", "Common pitfalls are"));
        assertEquals(2, messages("missing-label").size());
        assertEquals(1, messages("missing-label", "--only", "2").size());
        assertTrue(
                check("--only", "2").out().contains("1 answer,"),
                check("--only", "2").out());
    }

    @Test
    void numbersThatNothingHasAreRefused() {
        CommandRun none = check("--only", "99");
        assertEquals(2, none.exit(), none.err());
        assertTrue(none.err().contains("sheet.md: no answer has a number that --only names"), none.err());
        CommandRun failed = check("--only", "failed");
        assertEquals(2, failed.exit(), failed.err());
        assertTrue(failed.err().contains("it looks like 3,7-9"), failed.err());
    }

    @Test
    void aReferenceToAQuestionOfTheQuizIsRight() throws IOException {
        Files.writeString(
                sheet,
                Files.readString(sheet)
                        .replaceFirst("\\*\\*SRE Perspective:\\*\\*\\n\\n", "$0See Answer 15 and Answer 31. "));
        assertTrue(messages("answer-reference").contains("the sheet has no Answer 15"));
        assertEquals(
                List.of("neither the sheet nor the quiz has an Answer 31"),
                messages("answer-reference", "--quiz", QUIZ));
    }

    private List<String> messages(String rule, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(more));
        args.addAll(List.of("--format", "json"));
        CommandRun run = check(args.toArray(String[]::new));
        assertTrue(run.exit() <= 1, run.err());
        List<String> messages = new ArrayList<>();
        for (JsonNode finding : new JsonMapper().readTree(run.out()).path("findings")) {
            if (finding.path("rule").asText().equals(rule)) {
                messages.add(finding.path("message").asText());
            }
        }
        return messages;
    }

    private CommandRun check(String... more) {
        List<String> args = new ArrayList<>(List.of("check", sheet.toString()));
        args.addAll(List.of(more));
        return CommandRun.with(Map.of("PATH", System.getenv("PATH")), args.toArray(String[]::new));
    }
}
