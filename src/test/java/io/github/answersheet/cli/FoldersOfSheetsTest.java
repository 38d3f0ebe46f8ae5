package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Folders of sheets: checked, and rendered with an index. */
@Tag("java")
class FoldersOfSheetsTest {

    private static final Map<String, String> PATH = Map.of("PATH", System.getenv("PATH"));

    @TempDir
    private Path folder;

    @BeforeEach
    void sheets() throws IOException {
        String sheet = Files.readString(
                ProjectFiles.ROOT.resolve("samples/sre-python-scripting/quiz.answers.md"), StandardCharsets.UTF_8);
        Files.createDirectories(folder.resolve("sheets/unit: 2"));
        Files.writeString(folder.resolve("sheets/one.answers.md"), sheet);
        Files.writeString(
                folder.resolve("sheets/unit: 2/two & three.answers.md"),
                sheet.replaceFirst("# ", "# <b>Second</b> ").replaceFirst("\\*\\*Answer:\\*\\*", "**Reply:**"));
        Files.writeString(folder.resolve("sheets/notes.md"), "No sheet.\n");
    }

    @Test
    void eachSheetOfAFolderIsCheckedAndToldToABuildServer() throws Exception {
        Path junit = folder.resolve("out.xml");
        Files.writeString(folder.resolve("sheets/broken.answers.md"), "Nothing.\n");
        CommandRun run =
                CommandRun.with(PATH, "check", folder.resolve("sheets").toString(), "--junit", junit.toString());
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.out().contains("3 sheets: "), run.out());
        assertTrue(run.out().contains(" 1 unreadable\n"), run.out());
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(junit)));
        assertEquals(3, xml.getElementsByTagName("testsuite").getLength());
        assertEquals(31, xml.getElementsByTagName("testcase").getLength());
        Element broken = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertEquals("1", broken.getAttribute("errors"));
    }

    @Test
    void aTestReportTakesThePlaceOfNothingElse() throws IOException {
        Path sheet = folder.resolve("sheets/one.answers.md");
        String before = Files.readString(sheet);
        CommandRun run = CommandRun.with(PATH, "check", sheet.toString(), "--junit", sheet.toString());
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().contains("is there and is no test report"), run.err());
        assertEquals(before, Files.readString(sheet));
    }

    @Test
    void aSheetHasNotTheNameOfTheIndex() throws IOException {
        Files.copy(folder.resolve("sheets/one.answers.md"), folder.resolve("index.md"));
        CommandRun run = CommandRun.with(
                PATH,
                "render",
                folder.resolve("index.md").toString(),
                folder.resolve("sheets").toString(),
                "-o",
                folder.resolve("pages").toString());
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().contains("is the index of the pages"), run.err());
    }

    @Test
    void aFolderGetsAPageForEachSheetAndAnIndex() throws IOException {
        Path pages = folder.resolve("pages");
        CommandRun run =
                CommandRun.with(PATH, "render", folder.resolve("sheets").toString(), "-o", pages.toString());
        assertEquals(0, run.exit(), run.err());
        assertTrue(Files.exists(pages.resolve("one.answers.html")));
        assertTrue(Files.exists(pages.resolve("unit: 2/two & three.answers.html")));
        String index = Files.readString(pages.resolve("index.html"));
        assertTrue(index.contains("2 sheets, 30 answers"), index);
        assertTrue(index.contains("href=\"./one.answers.html\""), index);
        assertTrue(index.contains("href=\"./unit:%202/two%20&amp;%20three.answers.html#"), index);
        assertFalse(index.contains("<b>Second"), "what a sheet says is text");
        assertTrue(index.contains("content=\"default-src 'none'; script-src 'sha256-"), index);
        assertFalse(index.contains("http:") || index.contains("https:"), "nothing is fetched");
        assertEquals(
                0,
                CommandRun.with(PATH, "render", folder.resolve("sheets").toString(), "-o", pages.toString())
                        .exit(),
                "an index is written anew");
    }

    @Test
    void anIndexThatSomebodyElseWroteStays() throws IOException {
        Path index = Files.writeString(folder.resolve("sheets/index.html"), "mine");
        CommandRun run =
                CommandRun.with(PATH, "render", folder.resolve("sheets").toString());
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("is not an index that render wrote"), run.err());
        assertEquals("mine", Files.readString(index));
        assertFalse(Files.exists(folder.resolve("sheets/one.answers.html")), "nothing was written");
    }

    @Test
    void generateAloneSaysInFiveLinesWhatToType() {
        CommandRun run = CommandRun.of("generate");
        assertEquals(2, run.exit());
        assertEquals(5, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("answersheet generate quiz.md "), run.err());
    }
}
