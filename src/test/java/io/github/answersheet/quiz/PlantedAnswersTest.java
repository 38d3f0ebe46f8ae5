package io.github.answersheet.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret stands in an answer of every form; no question, section or prompt of another question shows it. */
class PlantedAnswersTest {

    private static final String SECRET = "zyxomma";
    private static final String OPTIONS = "A) dash\nB) vim\n\n";

    /** Where the questions stand: how the first and the second are begun, {@code %s} being what each asks. */
    private static final Map<String, List<String>> QUESTIONS = new TreeMap<>(Map.of(
            "headings with a word", List.of("## Question 1\n\n%s\n\n", "## Question 2\n\n%s\n\n"),
            "headings with a number", List.of("### 1. %s\n\n", "### 2. %s\n\n"),
            "headings that ask", List.of("## %s\n\n", "## %s\n\n"),
            "bold paragraphs", List.of("**Q1: %s**\n\n", "**Q2: %s**\n\n")));

    /** Answers to the first question, of which one word is the secret. */
    private static final List<String> ANSWERS = List.of(
            "**Answer: %s**",
            "**Answer:** %s",
            "Answer: %s",
            "*Answer*: %s",
            "> **Answer**: %s",
            "> Answer: %s",
            "- **Answer:** %s",
            "✅ **Correct Answer: %s**",
            "✅ Answer: %s",
            "👉 Answer: %s",
            "Answer - %s",
            "Answer => %s",
            "The answer is %s.",
            "The correct answer is: %s",
            "Correct answer: %s",
            "**Correct:** %s",
            "Ans. %s",
            "Ans: %s",
            "Solution: %s",
            "**Solution**\n\n%s",
            "#### Answer\n\n%s",
            "#### Solution\n\nIt is %s.",
            "#### Answer: %s",
            "**Explanation:** it is %s",
            "Answer: A\n\nExplanation: %s",
            "Gabarito: %s",
            "Resposta correta: %s",
            "Respuesta: %s",
            "Réponse : %s",
            "Lösung: %s",
            "Antwort: %s",
            "Risposta: %s",
            "Juiste antwoord: %s",
            "Odpowiedź: %s",
            "Cevap: %s",
            "Ответ: %s",
            "Верный ответ: %s",
            "答案：%s",
            "**答**: %s",
            "正解: %s",
            "정답: %s",
            "Đáp án: %s",
            "Svar: %s",
            "<details><summary>Answer</summary>\n\n%s\n\n</details>",
            "<details><summary>Answer</summary>%s</details>",
            "<details>\n<summary>Show</summary>\n%s\n</details>",
            "<details>\n<summary>\nSolution\n</summary>\n\n```bash\n%s\n```\n\n</details>",
            "<img src=\"a.png\">\n<details><summary>Answer</summary>\n%s\n</details>",
            "<!-- answer: %s -->",
            "<!--\nAnswer: %s\n-->",
            "??? success \"Answer\"\n    %s",
            "???- question \"Answer\"\n\n    %s\n",
            "!!! success\n\n    %s\n",
            "::: solution\n\n%s\n\n:::",
            "::: {.solution}\n%s\n:::",
            ":::details Answer\n%s\n:::",
            "> [!success]- Answer\n> %s",
            "> [!answer]\n> %s",
            "```{solution}\n%s\n```",
            "{% details Answer %}\n%s\n{% enddetails %}",
            "{{< expand \"Answer\" >}}\n%s\n{{< /expand >}}",
            "=== \"Answer\"\n\n    %s\n",
            "<details><summary><b>💡 Click to reveal the answer</b></summary>\n<p>\n\n#### Answer: A\n\n%s\n\n</p>\n</details>");

    @TempDir
    private Path folder;

    static Stream<List<String>> forms() {
        return QUESTIONS.values().stream()
                .flatMap(question -> ANSWERS.stream()
                        .flatMap(answer ->
                                Stream.of("", OPTIONS).map(options -> List.of(quiz(question, options, answer)))));
    }

    private static String quiz(List<String> questions, String options, String answer) {
        return "# Shells\n\n" + questions.get(0).replace("%s", "Which of these is a shell?") + options
                + answer.replace("%s", SECRET) + "\n\n"
                + questions.get(1).replace("%s", "Which of these is an editor?") + OPTIONS
                + "Answer: B\n";
    }

    @ParameterizedTest
    @MethodSource("forms")
    void noQuestionAndNoSectionShowsIt(List<String> quiz) throws IOException {
        Quiz read = read(quiz.get(0));
        assertEquals(2, read.questions().size(), quiz.get(0));
        for (Question question : read.questions()) {
            String shown =
                    question.text() + question.stem() + question.section() + question.hints() + question.choices();
            assertFalse(shown.contains(SECRET), () -> quiz.get(0) + "\nis read as\n" + question);
        }
        Question first = read.questions().get(0);
        assertTrue(first.key().isPresent(), quiz.get(0));
        assertTrue(first.key().get().text().contains(SECRET), () -> quiz.get(0) + "\nhas the key\n" + first.key());
        assertTrue(read.sections().stream().noneMatch(s -> s.name().contains(SECRET)));
    }

    /** What is sent for the second question holds nothing of the first one's answer. */
    @Test
    void noPromptOfAnotherQuestionShowsIt() throws IOException {
        int number = 0;
        for (List<String> form : forms().toList()) {
            if (number++ % 16 != 0) {
                continue;
            }
            Path file = Files.writeString(folder.resolve("quiz.md"), form.get(0));
            CommandRun run = CommandRun.of("prompt", file.toString(), "--question", "2");
            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().contains("Which of these is an editor?"));
            assertFalse(run.out().contains(SECRET), form.get(0));
        }
    }

    private static Quiz read(String quiz) {
        return QuizReader.read(io.github.answersheet.source.SourceText.of("quiz.md", quiz));
    }
}
