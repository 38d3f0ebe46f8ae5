package io.github.answersheet.cli;

import io.github.answersheet.browser.Browser;
import io.github.answersheet.browser.BrowserException;
import io.github.answersheet.browser.InstalledBrowser;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.page.CheckReport;
import io.github.answersheet.page.HtmlPage;
import io.github.answersheet.page.IndexPage;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
            "  answersheet render sheets/ -o pages/          a page for each sheet, and pages/index.html",
            "",
            "Exit codes: 0 all written, 1 written, but a diagram has no picture because it",
            "cannot be drawn, 2 unreadable sheet or report, or no browser: nothing written."
        })
final class RenderCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "SHEET|DIR",
            arity = "1..*",
            description =
                    "Answer sheets in Markdown, or folders of *.answers.md; - is stdin. Several get an index with a"
                            + " search, index.html.")
    private List<Path> paths;

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
        if (paths.size() > 1 || Files.isDirectory(paths.get(0))) {
            return all();
        }
        Path path = paths.get(0);
        return page(path, PageFiles.of(path, output), new ArrayList<>());
    }

    // A sheet that cannot be read stops no other.
    private int all() {
        Path folder = output == null ? paths.get(0) : Path.of(output);
        if (output == null && (paths.size() > 1 || !Files.isDirectory(folder)) || Inputs.DASH.equals(output)) {
            throw new InputException(Problem.of("render", "several sheets need a folder; name it with -o"));
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InputException(Problem.of("-o " + output, "is a file; several sheets need a folder"));
        }
        Path index = folder.resolve("index.html");
        refuseForeign(index);
        Map<Path, Path> pages = pages(folder);
        if (pages.containsValue(index)) {
            throw new InputException(
                    Problem.of(index.toString(), "is the index of the pages; name that sheet otherwise"));
        }
        List<IndexPage.Entry> entries = new ArrayList<>();
        int exit = ExitCode.OK;
        for (Map.Entry<Path, Path> page : pages.entrySet()) {
            try {
                PageFiles files = PageFiles.of(page.getKey(), page.getValue().toString());
                exit = Math.max(exit, page(page.getKey(), files, entries));
            } catch (InputException e) {
                environment.err().println(e.getMessage());
                exit = ExitCode.USAGE;
            }
        }
        if (!entries.isEmpty()) {
            TextFiles.writeAtomically(index, IndexPage.render(entries));
            environment.err().println(index);
        }
        return exit;
    }

    private static void refuseForeign(Path index) {
        OutputFile.refuse(index);
        if (Files.exists(index) && !TextFiles.read(index).text().contains(IndexPage.MARK)) {
            throw new InputException(
                    Problem.of(index.toString(), "is not an index that render wrote; name another folder with -o"));
        }
    }

    // Folders below the folder that was named are mirrored.
    private Map<Path, Path> pages(Path folder) {
        Map<Path, Path> pages = new LinkedHashMap<>();
        Map<Path, Path> taken = new HashMap<>();
        for (Path path : paths) {
            if (Inputs.isStream(path)) {
                throw new InputException(Problem.of(path.toString(), "has no name; render it alone"));
            }
            Path root = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
            for (Path sheet : QuizFiles.sheets(List.of(path))) {
                Path relative = root.toAbsolutePath().relativize(sheet.toAbsolutePath());
                String name = relative.getFileName().toString().replaceFirst("\\.md$", "") + ".html";
                Path page = OutputFile.below(folder, relative.resolveSibling(name));
                Path other = taken.put(page.normalize(), sheet);
                if (other != null) {
                    throw new InputException(
                            Problem.of(page.toString(), "would be the page of both " + other + " and " + sheet));
                }
                pages.put(sheet, page);
            }
        }
        return pages;
    }

    /** @param entries of an index, which get one more */
    private int page(Path path, PageFiles files, List<IndexPage.Entry> entries) {
        SourceText text = environment.read(path);
        SheetText sheet = new SheetReader(pack.packOf(text)).read(text, Optional.empty());
        CheckReport checks = report == null ? CheckReport.none() : CheckReport.read(environment.read(report), path);
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
        files.page()
                .filter(page -> paths.size() > 1 || Files.isDirectory(paths.get(0)))
                .ifPresent(page -> entries.add(IndexPage.Entry.of(sheet, checks, below(page))));
        return undrawn.isEmpty() && failed.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private String below(Path page) {
        Path folder = output == null ? paths.get(0) : Path.of(output);
        return StreamSupport.stream(folder.relativize(page).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
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
