package io.github.answersheet.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples of the page that describes the format. */
class FormatPageTest {

    private static final int EXAMPLES = 20;

    @TestFactory
    List<DynamicTest> examples() throws IOException {
        Node page = Parser.builder().build().parse(Files.readString(ProjectFiles.ROOT.resolve("samples/FORMAT.md")));
        List<DynamicTest> tests = new ArrayList<>();
        String heading = "";
        for (Node node = page.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading h && h.getFirstChild() instanceof Text text) {
                heading = text.getLiteral();
            }
            if (node instanceof FencedCodeBlock quiz && quiz.getInfo().equals("markdown")) {
                FencedCodeBlock expected = (FencedCodeBlock) node.getNext();
                tests.add(DynamicTest.dynamicTest(
                        heading + " " + (tests.size() + 1),
                        () -> assertEquals(expected.getLiteral().strip(), understood(quiz.getLiteral()))));
            }
        }
        assertEquals(EXAMPLES, tests.size(), "examples of the page");
        return tests;
    }

    private static String understood(String quiz) {
        return QuizReader.read(SourceText.of("quiz.md", quiz)).questions().stream()
                .map(FormatPageTest::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(Question question) {
        StringBuilder line = new StringBuilder(question.number() + ": " + question.stem());
        add(line, "section", question.section());
        add(
                line,
                "code",
                String.join(
                        " ", question.code().stream().map(CodeBlock::language).toList()));
        add(
                line,
                "options",
                String.join(" ", question.choices().stream().map(Choice::letter).toList()));
        add(
                line,
                "hints",
                question.hints().isEmpty() ? "" : "" + question.hints().size());
        add(
                line,
                "examples",
                question.examples().isEmpty() ? "" : "" + question.examples().size());
        add(
                line,
                "key",
                question.key()
                        .map(k -> k.letters().isEmpty() ? "text" : String.join(" ", k.letters()))
                        .orElse(""));
        return line.toString();
    }

    private static void add(StringBuilder line, String name, String value) {
        if (!value.isEmpty()) {
            line.append(" [").append(name).append(' ').append(value).append(']');
        }
    }
}
