package io.github.answersheet.cli;

import io.github.answersheet.check.SheetText;
import io.github.answersheet.page.CheckReport;
import io.github.answersheet.page.HtmlPage;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.TextFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a page of a sheet. */
@Command(
        name = "render",
        description = "Makes a self-contained page of an answer sheet, diagrams drawn.",
        mixinStandardHelpOptions = true)
final class RenderCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SHEET", description = "An answer sheet in Markdown, whoever made it.")
    private Path path;

    @Option(names = "-o", paramLabel = "FILE", description = "Where the page goes.")
    private Path output;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Report")
    private Path report;

    @Mixin
    private PackOption pack;

    private final Environment environment;

    RenderCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        SheetText sheet = new SheetReader(pack.pack()).read(TextFiles.read(path), Optional.empty());
        CheckReport checks = report == null ? CheckReport.none() : CheckReport.read(TextFiles.read(report), path);
        TextFiles.writeAtomically(output, HtmlPage.render(sheet, checks));
        return ExitCode.OK;
    }
}
