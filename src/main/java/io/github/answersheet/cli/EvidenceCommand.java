package io.github.answersheet.cli;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.page.CheckReport;
import io.github.answersheet.page.EvidenceFolder;
import io.github.answersheet.page.Tried;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.sheet.Standing;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the programs behind an answer into a folder. */
@Command(
        name = "evidence",
        description =
                "Writes the programs with which statements of an answer were tried into a folder, beside the code of the"
                        + " answer, with a README.md that says what each of them shows. Nothing is run.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet evidence quiz.answers.md 7     writes quiz.answers-evidence-7/",
            "  answersheet evidence sheet.md 7 --report run.json",
            "                                             for a sheet without its record",
            "",
            "Exit codes: 0 written, 2 an answer that was not tried, or was changed since, or",
            "a folder that is there already: nothing written."
        })
final class EvidenceCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SHEET", description = "An answer sheet in Markdown.")
    private Path sheet;

    @Parameters(index = "1", paramLabel = "ANSWER", description = "The number of the answer.")
    private int answer;

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            description =
                    "What generate --report wrote when it made the sheet (default: the record beside the sheet, which has no room"
                            + " for all programs of a long one).")
    private Path report;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The folder, which must not be there yet (default: beside the sheet, by its name).")
    private Path output;

    @Mixin
    private PackOption pack;

    private final Environment environment;

    EvidenceCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Tried tried = report == null ? recorded() : reported();
        Path folder = output == null ? beside() : output;
        if (Files.exists(folder)) {
            throw new InputException(Problem.of(folder.toString(), "is there already; name another folder with -o"));
        }
        Map<String, String> files = EvidenceFolder.of(answer, tried);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw TextFiles.unwritten(folder, e);
        }
        files.forEach((name, text) -> TextFiles.writeAtomically(folder.resolve(name), text));
        environment
                .err()
                .println(folder + ": " + InspectCommand.count(tried.statements().size(), "program")
                        + ", see README.md there");
        return ExitCode.OK;
    }

    private Tried reported() {
        return CheckReport.read(environment.read(report), sheet)
                .tried(answer)
                .filter(known -> !known.statements().isEmpty())
                .orElseThrow(() -> new InputException(Problem.of(
                        report.toString(), "says of no statement of answer " + answer + " that it was tried")));
    }

    private Tried recorded() {
        SheetFile file = new SheetFile(sheet, pack.packOf(environment.read(sheet)), environment::tell);
        Standing standing = file.standings().stream()
                .filter(s -> s.isWritten() && s.number() == answer)
                .findFirst()
                .orElseThrow(() -> new InputException(Problem.of(sheet.toString(), "has no answer " + answer)));
        List<String> sections =
                standing.draft().sections().stream().map(DraftSection::body).toList();
        return standing.tried()
                .map(trials -> Tried.of(trials).standingIn(sections))
                .filter(known -> !known.statements().isEmpty())
                .orElseThrow(() -> new InputException(Problem.of(
                        SheetFile.recordOf(sheet).toString(),
                        "knows of no statement of answer " + answer
                                + " that was tried as it stands there now; a report of the run may (--report)")));
    }

    private Path beside() {
        String name = sheet.getFileName().toString().replaceFirst("\\.md$", "");
        return sheet.resolveSibling(name + "-evidence-" + answer);
    }
}
