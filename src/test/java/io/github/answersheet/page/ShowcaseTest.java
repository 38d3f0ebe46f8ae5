package io.github.answersheet.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.TestBrowser;
import io.github.answersheet.browser.Browser;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of the README, made from the sample: {@code mvn test -Dtest=ShowcaseTest -Dgolden=rewrite} makes them anew, with a
 * browser and poppler's {@code pdftoppm}.
 */
class ShowcaseTest {

    private static final boolean REWRITE = "rewrite".equals(System.getProperty("golden"));
    private static final Path PICTURES = ProjectFiles.SAMPLE.resolve("screenshots");
    private static final List<String> NAMES = List.of("page.png", "dark.png", "phone.png", "print.png");
    private static final int LARGEST = 300_000;

    @TempDir
    private Path folder;

    @Test
    void theRunInTheReadmeIsWhatTheCommandPrints() throws IOException {
        String run = TerminalDrawing.of(List.of(
                "$ ./answersheet generate quiz.md --replay replies --concurrency 1",
                generated(),
                "$ ./answersheet check quiz.answers.md --quiz quiz.md",
                checked(),
                "$ ./answersheet render quiz.answers.md",
                rendered()));
        Path file = PICTURES.resolve("run.svg");
        if (REWRITE) {
            Files.createDirectories(PICTURES);
            Files.writeString(file, run);
        }
        assertEquals(Files.readString(file), run, "make it anew with -Dgolden=rewrite");
    }

    @Test
    void thePicturesAreSmallAndShown() throws IOException {
        String readme = Files.readString(ProjectFiles.ROOT.resolve("README.md"));
        String page = Files.readString(ProjectFiles.ROOT.resolve("src/site/markdown/render.md"));
        for (String name : NAMES) {
            Path file = PICTURES.resolve(name);
            assertTrue((readme + page).contains("screenshots/" + name), name + " is not shown");
            assertTrue(Files.size(file) < LARGEST, name + " has " + Files.size(file) + " bytes");
            assertTrue(ImageIO.read(file.toFile()).getWidth() >= 390, name);
        }
        assertTrue(readme.contains("screenshots/run.svg"));
    }

    @Test
    @EnabledIfSystemProperty(named = "golden", matches = "rewrite")
    void thePicturesAreMadeAnew() throws Exception {
        Path sheet = folder.resolve("quiz.answers.md");
        Path report = folder.resolve("report.json");
        generate(sheet, "--report", report.toString());
        try (Browser browser = TestBrowser.start(ShowcaseTest.class)) {
            OpenPage page = OpenPage.of(sheet, folder, browser, 1400, 900, "--report", report.toString());
            page.settle();
            page.evaluate("location.hash = 'answer-5-disk-usage-alert-script'");
            page.frames();
            Files.write(PICTURES.resolve("page.png"), page.tab().screenshot());
            page.evaluate(
                    "document.querySelector('.theme-button').click(); location.hash = 'answer-5-visual-explanation'");
            page.frames();
            Files.write(PICTURES.resolve("dark.png"), page.tab().screenshot());

            List<BufferedImage> phone = new ArrayList<>();
            OpenPage narrow = OpenPage.of(sheet, folder, browser, 390, 800, "--report", report.toString());
            narrow.settle();
            narrow.evaluate("document.querySelector('.theme-button').click()");
            for (String place : List.of(
                    "scrollTo(0, 0)",
                    "location.hash = 'answer-9-solution-approach'",
                    "location.hash = 'answer-5-visual-explanation'",
                    "document.querySelector('.contents-button').click()")) {
                narrow.evaluate(place);
                narrow.frames();
                Path shot =
                        Files.write(folder.resolve("phone.png"), narrow.tab().screenshot());
                phone.add(ImageIO.read(shot.toFile()));
            }
            ImageIO.write(beside(phone), "png", PICTURES.resolve("phone.png").toFile());

            CommandRun pdf = CommandRun.with(
                    TestBrowser.environment(true), "render", sheet.toString(), "--report", report.toString(), "--pdf");
            assertEquals(0, pdf.exit(), pdf.err());
        }
        ImageIO.write(
                beside(printed(folder.resolve("quiz.answers.pdf"))),
                "png",
                PICTURES.resolve("print.png").toFile());
    }

    private List<BufferedImage> printed(Path pdf) throws IOException, InterruptedException {
        Process drawing = new ProcessBuilder(
                        "pdftoppm", "-r", "55", "-png", "-f", "1", "-l", "4", pdf.toString(), folder + "/print")
                .inheritIO()
                .start();
        assertEquals(0, drawing.waitFor());
        List<BufferedImage> pages = new ArrayList<>();
        File[] files = folder.toFile().listFiles((dir, name) -> name.startsWith("print"));
        for (File file : List.of(files).stream().sorted().toList()) {
            pages.add(ImageIO.read(file));
        }
        return pages;
    }

    private static BufferedImage beside(List<BufferedImage> images) {
        int gap = 12;
        int width = images.stream().mapToInt(i -> i.getWidth() + gap).sum() - gap;
        BufferedImage all = new BufferedImage(width, images.get(0).getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        graphics.setColor(new Color(0xc9cdd6));
        graphics.fillRect(0, 0, width, all.getHeight());
        int x = 0;
        for (BufferedImage image : images) {
            graphics.drawImage(image, x, 0, null);
            x += image.getWidth() + gap;
        }
        graphics.dispose();
        return all;
    }

    // The drawing is made of a whole run; whether it still holds is found out without running the code of the sample.
    private String generated() {
        List<String> options = new ArrayList<>(List.of("--concurrency", "1"));
        if (!REWRITE) {
            options.add("--no-run");
        }
        // How long it takes is another matter each time, and an examiner is asked only where code is run.
        return relative(generate(folder.resolve("quiz.answers.md"), options.toArray(String[]::new))
                        .err())
                .replaceAll("(?m)^( +time +)\\S.*$", "$1" + "7 s")
                .replaceAll("\\d+ replayed", "21 replayed");
    }

    private String checked() {
        return relative(CommandRun.with(
                        Map.of("PATH", System.getenv("PATH")),
                        "check",
                        folder.resolve("quiz.answers.md").toString(),
                        "--quiz",
                        ProjectFiles.SAMPLE_QUIZ.toString())
                .out());
    }

    private String rendered() {
        return relative(
                CommandRun.of("render", folder.resolve("quiz.answers.md").toString())
                        .err());
    }

    private CommandRun generate(Path sheet, String... options) {
        List<String> args = new ArrayList<>(List.of(
                "generate",
                ProjectFiles.SAMPLE_QUIZ.toString(),
                "--replay",
                ProjectFiles.SAMPLE_REPLIES.toString(),
                "-o",
                sheet.toString()));
        args.addAll(List.of(options));
        CommandRun run = CommandRun.with(Map.of("PATH", System.getenv("PATH")), args.toArray(String[]::new));
        assertEquals(0, run.exit(), run.err());
        return run;
    }

    // As in the folder of the sample, where nobody's paths show.
    private String relative(String printed) {
        return printed.replace(ProjectFiles.SAMPLE + "/", "")
                .replace(folder + "/", "")
                .lines()
                // Signs of life of a run that takes long.
                .filter(line -> !line.startsWith("-- "))
                .collect(Collectors.joining("\n"));
    }
}
