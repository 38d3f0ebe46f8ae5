package io.github.answersheet.cli;

import io.github.answersheet.browser.Browser;
import io.github.answersheet.browser.BrowserException;
import io.github.answersheet.browser.InstalledBrowser;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.page.CheckReport;
import io.github.answersheet.page.HtmlPage;
import io.github.answersheet.page.Pdf;
import io.github.answersheet.page.PictureFormat;
import io.github.answersheet.page.Pictures;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.OutputFile;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a page of a sheet, and pictures of its diagrams. */
@Command(
        name = "render",
        description =
                "Makes a page of an answer sheet, whoever made the sheet: one HTML file that needs no network and no"
                        + " other file, with diagrams drawn and code coloured. Pictures and PDF are made by a Chrome or Chromium of"
                        + " this machine; the page needs none.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet render sheet.md                   writes sheet.html",
            "  answersheet render sheet.md --report run.json shows what was checked",
            "  answersheet render sheet.md --images png      writes sheet-png/*.png, and",
            "                                                sheet-png.md that shows them",
            "  answersheet render sheet.md --pdf -o out/     writes out/sheet.html and .pdf",
            "",
            "Exit codes: 0 all written, 1 written, but a diagram has no picture because it",
            "cannot be drawn, 2 unreadable sheet or report, or no browser: nothing written."
        })
final class RenderCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SHEET", description = "An answer sheet in Markdown; - is stdin.")
    private Path path;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR|-",
            description =
                    "Where the page goes (default: beside the sheet, as .html); - is stdout. Pictures and PDF go beside"
                            + " it, under its name.")
    private String output;

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            description =
                    "What generate --report wrote: the page then shows for each answer what was checked, and answers"
                            + " that need review first.")
    private Path report;

    @Option(
            names = "--images",
            paramLabel = "png|svg",
            description =
                    "Also a folder of pictures of the diagrams, and the sheet in Markdown with these pictures in their"
                            + " place.")
    private PictureFormat images;

    @Option(names = "--pdf", fallbackValue = "true", description = "Also a PDF with an outline.")
    private boolean pdf;

    @Option(
            names = "--browser",
            paramLabel = "PROGRAM",
            description = "Chrome or Chromium (default: the first on the PATH or in the usual places).")
    private Path browser;

    @Mixin
    private PackOption pack;

    private final Environment environment;

    RenderCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        SourceText text = environment.read(path);
        SheetText sheet = new SheetReader(pack.packOf(text)).read(text, Optional.empty());
        CheckReport checks = report == null ? CheckReport.none() : CheckReport.read(environment.read(report), path);
        PageFiles files = PageFiles.of(path, output);
        if ((images != null || pdf) && files.page().isEmpty() && Inputs.isStream(path)) {
            throw new InputException(
                    Problem.of(images == null ? "--pdf" : "--images", "has no name to go by; name a file with -o"));
        }
        Stream.concat(files.page().stream(), files.beside(images, pdf)).forEach(OutputFile::refuse);
        List<Problem> failed = new ArrayList<>();
        String html = HtmlPage.render(
                sheet,
                checks,
                (answer, why) -> failed.add(Problem.of(
                        path.toString(),
                        "answer " + answer + " stands on the page as it is written: " + why.getMessage())));
        List<Problem> undrawn = images == null && !pdf ? List.of() : pictures(sheet, html, files);
        write(files, html);
        undrawn.forEach(problem -> environment.err().println(problem.render()));
        failed.forEach(problem -> environment.err().println(problem.render()));
        return undrawn.isEmpty() && failed.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    // Everything is drawn before anything is written.
    private List<Problem> pictures(SheetText sheet, String html, PageFiles files) {
        Path program = program();
        Optional<Pictures> pictures;
        Optional<byte[]> paper;
        try (Browser running = Browser.start(program)) {
            pictures = Optional.ofNullable(images)
                    .map(format -> Pictures.draw(
                            sheet, format, files.pictureFolder(format).getFileName() + "", running));
            paper = pdf ? Optional.of(Pdf.of(html, running)) : Optional.empty();
        } catch (BrowserException e) {
            throw new InputException(Problem.of(
                    program.toString(),
                    e.getMessage() + "; nothing was written (without --images and --pdf no browser is needed)"));
        }
        pictures.ifPresent(drawn -> {
            drawn.files().forEach((name, bytes) -> TextFiles.writeAtomically(files.picture(images, name), bytes));
            TextFiles.writeAtomically(files.twin(images), drawn.twin());
            environment
                    .err()
                    .println(files.twin(images) + " and "
                            + InspectCommand.count(drawn.files().size(), "picture"));
        });
        paper.ifPresent(bytes -> {
            TextFiles.writeAtomically(files.pdf(), bytes);
            environment.err().println(files.pdf());
        });
        return pictures.map(Pictures::undrawn).orElse(List.of());
    }

    private Path program() {
        if (browser != null) {
            if (!Files.isExecutable(browser) || Files.isDirectory(browser)) {
                throw new InputException(Problem.of("--browser " + browser, "is no program that can be run"));
            }
            return browser;
        }
        return InstalledBrowser.find(environment.variables())
                .orElseThrow(() -> new InputException(Problem.of(
                        images == null ? "--pdf" : "--images",
                        "needs Chrome or Chromium, and none was found on the PATH; install one or name it with --browser."
                                + " Nothing was written; the page alone needs no browser")));
    }

    private void write(PageFiles files, String html) {
        if (files.page().isEmpty()) {
            environment.results().print(html);
            return;
        }
        Path page = files.page().get();
        TextFiles.writeAtomically(page, html);
        environment.err().println(page);
    }
}
