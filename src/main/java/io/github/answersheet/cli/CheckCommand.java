package io.github.answersheet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.answersheet.check.BlockCounts;
import io.github.answersheet.check.Checked;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.Mended;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.examine.Examiner;
import io.github.answersheet.examine.Proof;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.Defect;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import io.github.answersheet.source.UnwrittenException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks answer sheets, whoever made them. */
@Command(
        name = "check",
        description =
                "Checks answer sheets, whoever made them: labels, diagrams by Mermaid's own grammar, code by"
                        + " Python, Bash and those who read other languages. Needs no model and no key; nothing is run, unless --run says so.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet check sheet.md",
            "  answersheet check sheet.md --quiz quiz.md     also that no question was altered",
            "  answersheet check sheet.md --quiz quiz.md --only 3,7-9   a sheet of four questions",
            "  answersheet check --fix sheet.md              mends what is mechanical, in place",
            "  answersheet check --run sheet.md              also runs the code, closed in",
            "  answersheet check sheets/                     every *.answers.md below a folder",
            "  answersheet check sheets/ --junit out.xml     for a build server",
            "  answersheet check --format sarif sheet.md     for code scanning",
            "",
            "answersheet rules explains each rule. Exit codes: 0 no error, 1 errors found, 2 unreadable."
        })
final class CheckCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "SHEET|DIR",
            arity = "1..*",
            description = "Answer sheets in Markdown, or folders of *.answers.md; - is stdin.")
    private List<Path> sheets;

    @Mixin
    private QuizOptions reading;

    @Option(names = "--quiz", paramLabel = "QUIZ", description = "The quiz that the sheet answers.")
    private Path quizFile;

    @Option(
            names = "--only",
            paramLabel = "3,7-9",
            converter = NumberRanges.Converter.class,
            description = "Check only these answers, and want no others, for a sheet of some questions.")
    private NumberRanges only;

    @Option(
            names = "--fix",
            fallbackValue = "true",
            description = "Mend in the file what can be mended without changing what it means; what comes from"
                    + " stdin goes mended to stdout, and findings to stderr.")
    private boolean fix;

    @Option(
            names = "--run",
            fallbackValue = "true",
            description = "Run the code of the answers in a sandbox (bubblewrap: no network, nothing of this machine's"
                    + " files) and tell of each block whether it passed, failed, or was not run and why. Where no"
                    + " sandbox can be had, nothing is run.")
    private boolean run;

    enum Format {
        TEXT,
        JSON,
        SARIF
    }

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif",
            defaultValue = "text",
            description = "How findings are printed (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--level",
            paramLabel = "error|warning|info",
            defaultValue = "warning",
            description = "Least level that is printed as text (default: ${DEFAULT-VALUE}).")
    private Level level;

    @Option(
            names = "--junit",
            paramLabel = "FILE.xml",
            description = "Also write a test report as JUnit does: a suite for each sheet, a case for each answer.")
    private Path junit;

    @Mixin
    private PackOption pack;

    @Mixin
    private RuleOptions rules;

    private final Environment environment;

    CheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws JsonProcessingException, InterruptedException {
        Optional<Quiz> quiz = Optional.ofNullable(quizFile).map(file -> reading.read(environment.inputs(), file));
        boolean isBank = sheets.stream().anyMatch(Files::isDirectory);
        sheets = QuizFiles.sheets(sheets);
        if (junit != null) {
            JUnitXml.refuse(junit);
        }
        PrintWriter told = tellsOf();
        JUnitXml suites = new JUnitXml("check");
        FindingsPrinter printer = new FindingsPrinter(told);
        List<Finding> all = new ArrayList<>();
        List<BlockJson> blocks = new ArrayList<>();
        List<Problem> unreadable = new ArrayList<>();
        List<Defect> defects = new ArrayList<>();
        // Recorded cases can be run where the question's program is at hand.
        try (Examiner examiner = run && quiz.isPresent()
                ? ExaminerFactory.ofDrafts(environment.variables(), true)
                : ExaminerFactory.ofSheets(environment.variables(), run)) {
            Map<String, Reading> readings = new ConcurrentHashMap<>();
            Function<SourceText, Reading> readingOf = text -> {
                Pack loaded = pack.packOf(text);
                return readings.computeIfAbsent(loaded.nameAndVersion(), name -> Reading.of(loaded, examiner, rules));
            };
            InOrder.map(sheets, path -> outcome(path, quiz, readingOf), outcome -> {
                outcome.checked().ifPresent(sheet -> {
                    if (format == Format.TEXT) {
                        printer.text(sheet.sheet(), sheet.findings(), level, outcome.counts());
                        if (run) {
                            printer.states(sheet.sheet(), outcome.blocks(), level);
                        }
                    }
                    all.addAll(sheet.findings());
                    suites.add(outcome.path().toString(), cases(sheet));
                });
                blocks.addAll(outcome.blocks());
                outcome.problems()
                        .forEach(problem -> suites.error(outcome.path().toString(), problem.render()));
                unreadable.addAll(outcome.problems());
                outcome.defect().ifPresent(defects::add);
                outcome.defect()
                        .ifPresent(why -> environment.tell(outcome.path() + ": not checked: " + why.getMessage()));
            });
        }
        if (format == Format.JSON) {
            printer.json(all, run ? Optional.of(blocks) : Optional.empty());
        } else if (format == Format.SARIF) {
            told.println(Sarif.of(all));
        }
        if (isBank && format == Format.TEXT) {
            told.println(InspectCommand.count(sheets.size(), "sheet") + ": "
                    + all.stream()
                            .filter(Finding::isError)
                            .map(Finding::file)
                            .distinct()
                            .count() + " with errors, "
                    + unreadable.stream().map(Problem::source).distinct().count() + " unreadable");
        }
        if (junit != null) {
            TextFiles.writeAtomically(junit, suites.text());
        }
        if (!defects.isEmpty()) {
            unreadable.forEach(problem -> environment.err().println(problem.render()));
            throw defects.get(0);
        }
        if (!unreadable.isEmpty()) {
            throw new InputException(unreadable);
        }
        return all.stream().anyMatch(Finding::isError) ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private static Map<String, List<String>> cases(Checked.Sheet sheet) {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        sheet.sheet().wanted().forEach(answer -> cases.put("answer " + answer.number(), new ArrayList<>()));
        sheet.findings().stream()
                .filter(Finding::isError)
                .forEach(finding -> cases.computeIfAbsent(
                                finding.answer()
                                        .map(number -> "answer " + number)
                                        .orElse("sheet"),
                                name -> new ArrayList<>())
                        .add(finding.file() + ":" + finding.position() + ": " + finding.rule() + ": "
                                + finding.message()));
        return cases;
    }

    // Stdout is for the sheet where that is mended on its way from stdin.
    private PrintWriter tellsOf() {
        boolean isFilter = fix && sheets.stream().anyMatch(Inputs::isStdin);
        if (isFilter && sheets.size() > 1) {
            throw new InputException(Problem.of("--fix -", "mends one sheet on its way from stdin to stdout"));
        }
        return isFilter ? environment.err() : environment.out();
    }

    /** What came of one sheet: it was checked, or problems if it cannot be read, or a defect that its reading showed. */
    private record Outcome(
            Path path,
            Optional<Checked.Sheet> checked,
            BlockCounts counts,
            List<BlockJson> blocks,
            List<Problem> problems,
            Optional<Defect> defect) {

        static Outcome none(Path path, List<Problem> problems, Optional<Defect> defect) {
            return new Outcome(path, Optional.empty(), BlockCounts.of(List.of()), List.of(), problems, defect);
        }
    }

    /** How sheets of one pack are read and checked. */
    private record Reading(SheetReader reader, Checker checker) {

        static Reading of(Pack pack, Examiner examiner, RuleOptions rules) {
            return new Reading(new SheetReader(pack), new Checker(examiner, rules.rules(pack)));
        }
    }

    private Outcome outcome(Path path, Optional<Quiz> quiz, Function<SourceText, Reading> readingOf) {
        try {
            SourceText text = environment.read(path);
            Reading how = readingOf.apply(text);
            Checked.Sheet checked = how.checker().check(read(path, how.reader(), text, quiz));
            Checked.Sheet left = fix ? mended(path, checked, how) : checked;
            if (fix && run && isRecorded(path) && file(path, how.reader()).examined(left)) {
                environment.tell(path + ": what it says of proofs and of review is up to date");
            }
            return new Outcome(
                    path,
                    Optional.of(left),
                    BlockCounts.of(left.answers()),
                    left.answers().stream()
                            .flatMap(answer -> BlockJson.ofSheet(answer).stream())
                            .toList(),
                    List.of(),
                    Optional.empty());
        } catch (InputException e) {
            return Outcome.none(path, e.problems(), Optional.empty());
        } catch (UnwrittenException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return Outcome.none(path, List.of(), Optional.of(Defect.of(e)));
        }
    }

    private static boolean isRecorded(Path path) {
        return !Inputs.isStream(path) && Files.isRegularFile(SheetFile.recordOf(path));
    }

    private SheetFile file(Path path, SheetReader reader) {
        return new SheetFile(path, reader.pack(), environment::tell);
    }

    private SheetText read(Path path, SheetReader reader, SourceText text, Optional<Quiz> quiz) {
        SheetText sheet = reader.read(text, quiz);
        if (isRecorded(path)) {
            SheetFile file = file(path, reader);
            sheet = file.tried().map(sheet::tried).orElse(sheet);
            if (run && quiz.isPresent()) {
                Map<Integer, Proof> proofs = file.proofs();
                sheet = sheet.with(sheet.answers().stream()
                        .map(answer -> answer.with(Optional.ofNullable(proofs.get(answer.number()))))
                        .toList());
            }
        }
        if (only == null) {
            return sheet;
        }
        if (sheet.only(only::contains).wanted().isEmpty()) {
            throw new InputException(Problem.of(text.name(), "no answer has a number that --only names"));
        }
        return sheet.only(only::contains);
    }

    // Line ends and a byte-order mark are the author's.
    private static String asSaved(Path path, String text) {
        try {
            String old = Files.readString(path);
            String ends = old.contains("\r\n") ? text.replace("\n", "\r\n") : text;
            return old.startsWith("\uFEFF") ? "\uFEFF" + ends : ends;
        } catch (IOException e) {
            return text;
        }
    }

    private Checked.Sheet mended(Path path, Checked.Sheet found, Reading how) {
        Checked.Sheet left = Mended.of(
                        found,
                        (before, text) -> how.checker()
                                .check(
                                        read(
                                                path,
                                                how.reader(),
                                                text,
                                                before.sheet().quiz()),
                                        before))
                .checked();
        if (Inputs.isStdin(path)) {
            environment.results().print(left.source().text());
        } else if (left != found) {
            if (isRecorded(path)) {
                file(path, how.reader()).mend(left.source().text());
            } else {
                TextFiles.writeAtomically(path, asSaved(path, left.source().text()));
            }
            environment.err().println(path + ": mended");
        }
        return left;
    }
}
