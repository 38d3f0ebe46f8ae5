package io.github.answersheet.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the real interpreters say of a question's code. */
class CodeReviewTest {

    private static final PythonInterpreter PYTHON = new PythonProcess();
    private static final CodeReview REVIEW = new CodeReview(
            PYTHON,
            new Readers(System.getenv(), VerdictCache.inMemory()),
            new Ruff(Optional.empty(), VerdictCache.inMemory()));

    @AfterAll
    static void close() {
        PYTHON.close();
    }

    @Test
    void namesLineAndConstructTheSeriousFirst() {
        assertEquals(
                List.of(
                        "line 3: the default of seen is shared by all calls",
                        "line 6: except catches everything and says nothing",
                        "line 1: os is imported but not used"),
                sentences(
                        "python",
                        "import os\n\ndef f(x, seen=[]):\n    try:\n        seen.append(x)\n    except:\n        pass"));
    }

    @Test
    void namesTheBlockWhereThereAreSeveral() {
        assertEquals(
                List.of("block 2, line 1: eval() runs whatever text it is given"),
                review("```python\nx = 1\n```\n\n```python\neval(input())\n```").stream()
                        .map(CodeRemark::sentence)
                        .toList());
    }

    @Test
    void codeThatDoesNotCompileIsTold() {
        assertTrue(sentences("python", "def f(:\n    pass").get(0).startsWith("line 1: Python does not compile it: "));
        assertTrue(sentences("bash", "if true; then").get(0).startsWith("line "), "bash");
    }

    @Test
    void aHandlerThatHandsOnWhatItCaughtIsNoFault() {
        String program = "import logging\ntry:\n    print()\nexcept Exception as error:\n    logging.error(%s)\n    %s";
        assertEquals(List.of(), sentences("python", program.formatted("error", "last = error")));
        assertEquals(
                List.of("line 4: except Exception catches everything and only tells of it"),
                sentences("python", program.formatted("error", "last = None")));
    }

    @Test
    void whatIsNoProgramIsNotJudged() {
        assertEquals(List.of(), sentences("text", "except: pass"));
        assertEquals(List.of(), sentences("python", ">>> eval('1')\n1"));
        assertEquals(List.of(), sentences("yaml", "a: [1"));
        assertEquals(List.of(), sentences("", "some words (of text"));
        assertEquals(List.of(), sentences("", "words"));
    }

    @Test
    void aFunctionWithoutALanguageIsPython() {
        assertEquals(1, sentences("", "def f(a={}):\n    return a").size());
    }

    @Test
    void goodProgramsHaveNoSeriousRemark() throws IOException {
        // The programs of the sample were reviewed and run; what the questions show is not meant to be good.
        try (Stream<Path> replies = Files.list(ProjectFiles.SAMPLE_REPLIES)) {
            int blocks = 0;
            for (Path file : replies.toList()) {
                String text = Files.readString(file)
                        .replaceAll("(?s)\\*\\*Question:\\*\\*.*?(?=\\n\\*\\*(Answer|Solution) )", "");
                Matcher block = Pattern.compile("(?ms)^```python\n(.*?)^```").matcher(text);
                while (block.find()) {
                    if (block.group(1).startsWith("# original.py\n")) {
                        continue;
                    }
                    List<CodeRemark> serious = review(block.group()).stream()
                            .filter(CodeRemark::serious)
                            // Right at the edge of a program, where the rules for answers pass it over as well.
                            .filter(remark -> !remark.sentence().endsWith("only tells of it"))
                            .toList();
                    assertEquals(List.of(), serious, file + "\n" + block.group());
                    blocks++;
                }
            }
            assertTrue(blocks >= 20, blocks + " blocks");
        }
    }

    private static List<String> sentences(String language, String code) {
        return review(block(language, code)).stream().map(CodeRemark::sentence).toList();
    }

    private static String block(String language, String code) {
        return "```" + language + "\n" + code + "\n```";
    }

    private static List<CodeRemark> review(String block) {
        return remarks(block.replace("\n", "\n   "));
    }

    private static List<CodeRemark> remarks(String blocks) {
        String quiz = "# Quiz\n\n1. What is wrong here?\n\n   " + blocks + "\n\n2. And what is a lock?\n";
        Question question =
                QuizReader.read(SourceText.of("quiz.md", quiz)).questions().get(0);
        return REVIEW.of(question);
    }
}
