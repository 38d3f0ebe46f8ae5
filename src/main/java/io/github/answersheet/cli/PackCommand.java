package io.github.answersheet.cli;

import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.examine.Examiner;
import io.github.answersheet.llm.TokenEstimate;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Length;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.PackImport;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.prompt.Grounding;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.run.Planner;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes prompt packs and looks after them. */
@Command(
        name = "pack",
        description = "Makes prompt packs and looks after them. A pack holds all that is special to a course.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet pack show databases            what a pack asks of answers",
            "  answersheet pack check my-course/          everything that is wrong with a pack",
            "  answersheet pack new my-course             a pack that holds only what differs",
            "  answersheet pack import prompt.md          a pack from a prompt for a chat"
        })
final class PackCommand implements Runnable {

    private static final SourceText SAMPLE =
            SourceText.of("sample", "# Sample\n\n## Question 1\n\nWhat is asked here?\n");

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    PackCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name what to do: show, check, new or import");
    }

    @Command(
            description =
                    "Shows the categories and labels of a pack, what each section is for, and the size of prompts.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(
                            paramLabel = "PACK",
                            arity = "0..1",
                            description = "A pack; without one the list of those that" + " come with answersheet.")
                    String name) {
        if (name == null) {
            TextTable table = new TextTable("Pack", "Version", "Course", "Categories");
            for (String shipped : Packs.SHIPPED) {
                Pack pack = Packs.read(shipped);
                table.row(
                        pack.name(),
                        pack.version(),
                        pack.title(),
                        String.join(
                                ", ",
                                pack.categories().stream().map(Category::id).toList()));
            }
            environment.out().print(table.render());
            return ExitCode.OK;
        }
        Pack pack = Packs.read(name);
        environment.out().println(pack.nameAndVersion() + ": " + pack.title());
        for (Category category : pack.categories()) {
            environment.out().println();
            environment.out().println(category.name() + " (" + category.id() + "), " + size(pack, category));
            for (Label label : category.format().labels()) {
                environment.out().println("  " + described(label));
            }
        }
        environment.out().println();
        pack.themes()
                .forEach(themes -> environment
                        .out()
                        .println(themes.field() + " themes: "
                                + String.join(", ", themes.words().keySet())));
        environment
                .out()
                .println(
                        "languages: " + String.join(", ", pack.wordsByLanguage().keySet()));
        return ExitCode.OK;
    }

    private static String described(Label label) {
        StringBuilder text = new StringBuilder(label.name());
        label.roles().stream()
                .sorted()
                .forEach(role -> text.append(" (").append(role.word()).append(')'));
        if (label.entries() > 0) {
            text.append(" (at least ").append(label.entries()).append(" entries)");
        }
        amount(label.length().words(), "words", text);
        amount(label.length().codeLines(), "lines of code", text);
        return text.append(label.required() ? "" : " (optional)").toString();
    }

    private static void amount(Optional<Length.Bounds> bounds, String unit, StringBuilder text) {
        bounds.ifPresent(
                b -> text.append(" (").append(b).append(' ').append(unit).append(')'));
    }

    @Command(
            description = "Reads a pack and tells everything that is wrong with it, builds a prompt for each category,"
                    + " and holds its model answers to the rules. Exit code 1 if a model answer has an error.",
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(paramLabel = "PACK", description = "A folder, or a pack's name.") String name,
            @Mixin RuleOptions rules) {
        Pack pack = Packs.read(name);
        boolean isRight = true;
        try (Examiner examiner = ExaminerFactory.ofSheets(environment.variables(), false)) {
            Checker checker = new Checker(examiner, rules.rules(pack));
            for (Category category : pack.categories()) {
                List<Finding> findings = exemplar(pack, category, checker);
                findings.forEach(finding -> environment
                        .out()
                        .println(finding.file() + ":" + finding.position() + ": "
                                + finding.level().word() + ": " + finding.message() + " (" + finding.rule() + ")"));
                isRight &= findings.stream().noneMatch(Finding::isError);
                environment
                        .out()
                        .println(category.id() + ": " + size(pack, category) + ", "
                                + (category.exemplar().isEmpty()
                                        ? "no model answer"
                                        : "model answer with " + InspectCommand.count(findings.size(), "finding")));
            }
        }
        environment
                .out()
                .println(pack.nameAndVersion() + ": " + (isRight ? "can be used" : "has model answers with errors"));
        return isRight ? ExitCode.OK : ExitCode.FINDINGS;
    }

    // Remarks would only say what every answer says.
    private static List<Finding> exemplar(Pack pack, Category category, Checker checker) {
        Optional<SourceText> text =
                category.exemplar().map(exemplar -> SourceText.of("exemplars/" + category.id() + ".md", exemplar));
        if (text.isEmpty()) {
            return List.of();
        }
        List<Draft> drafts = new DraftReader(pack).readSheet(text.get());
        if (drafts.isEmpty()) {
            throw new InputException(Problem.of(
                    text.get().name(),
                    "no answer found; it starts with a heading such as \"## "
                            + pack.words().answer() + " 3: A Topic\""));
        }
        Draft draft = drafts.get(0);
        Candidate candidate = new Candidate(
                draft.number().orElse(1), draft, category, pack, Optional.empty(), Optional.empty(), Optional.empty());
        return checker.check(candidate).findings().stream()
                .filter(finding -> finding.level() != Level.INFO)
                .toList();
    }

    private static String size(Pack pack, Category category) {
        Quiz quiz = QuizReader.read(SAMPLE);
        Planner planner =
                new Planner(new Classifier(pack, Optional.of(category)), (question, neighbours) -> Grounding.NONE);
        Prompt prompt = new PromptBuilder(pack)
                .draft(planner.plan(quiz, question -> true).get(0));
        TokenEstimate tokens = new TokenEstimate(EndpointOptions.DEFAULT_MODEL);
        return "prompt of " + String.format(Locale.ROOT, "%,d", tokens.count(prompt)) + " tokens";
    }

    @Command(
            name = "new",
            description = "Makes a pack that extends another and holds only what differs: its name and who writes.",
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "FOLDER", description = "The folder to make; its name is that of the pack.")
                    Path folder,
            @Option(
                            names = "--extends",
                            paramLabel = "PACK",
                            defaultValue = PackImport.PARENT,
                            description = "The pack to extend (default: ${DEFAULT-VALUE}).")
                    String parent) {
        Pack extended = Packs.read(parent);
        Path fileName = folder.toAbsolutePath().normalize().getFileName();
        String name = fileName == null ? "" : fileName.toString();
        if (!name.matches(Packs.NAME)) {
            throw new InputException(
                    Problem.of(folder.toString(), "a pack is named in small letters, digits and hyphens"));
        }
        Map<String, String> files = new TreeMap<>();
        files.put(
                "pack.json",
                "{\n  \"name\": \"" + name + "\",\n  \"version\": \"0.1.0\",\n  \"extends\": \"" + extended.name()
                        + "\",\n  \"title\": \"" + name + "\"\n}\n");
        files.put("parts/role.md", extended.parts().getOrDefault("role", "") + "\n");
        write(folder, files);
        environment.out().println("wrote " + folder + ": pack.json, parts/role.md");
        environment
                .out()
                .println("Next: say in parts/role.md who writes for whom, and put what else differs beside it."
                        + " Whatever file is not there is that of " + extended.name() + ".");
        return ExitCode.OK;
    }

    @Command(
            name = "import",
            description = "Makes a pack from a prompt that you give to a chat together with a quiz: role, objectives,"
                    + " formats, focus, rules for diagrams, examples, resources. Says what it took, what it left and"
                    + " what it is unsure of.",
            mixinStandardHelpOptions = true)
    int imported(
            @Parameters(paramLabel = "PROMPT.md", description = "The prompt; - is stdin.") Path prompt,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FOLDER",
                            description = "The folder to make (default: one named after the title).")
                    Path output) {
        Optional<String> name = Optional.ofNullable(output)
                .map(folder -> folder.toAbsolutePath().normalize().getFileName())
                .map(Path::toString);
        if (name.filter(n -> !n.matches(Packs.NAME)).isPresent()) {
            throw new InputException(
                    Problem.of("-o " + output, "a pack is named in small letters, digits and hyphens"));
        }
        PackImport.Imported imported = PackImport.of(environment.read(prompt), name);
        Path folder = output == null ? Path.of(imported.name()) : output;
        Pack pack = Packs.read(imported.files());
        write(folder, imported.files());
        for (PackImport.Note note : imported.notes()) {
            environment
                    .out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-6s  line %-4d %s",
                            note.fate().name().toLowerCase(Locale.ROOT),
                            note.line(),
                            note.what()));
        }
        environment.out().println();
        environment
                .out()
                .println("wrote " + folder + ": "
                        + InspectCommand.count(imported.files().size(), "file") + ", "
                        + String.join(
                                ", ",
                                pack.categories().stream().map(Category::name).toList()));
        environment.out().println("Next: answersheet pack check " + folder);
        return ExitCode.OK;
    }

    // Nothing of an author's is written over.
    private static void write(Path folder, Map<String, String> files) {
        try {
            if (Files.exists(folder) && (!Files.isDirectory(folder) || !isEmpty(folder))) {
                throw new InputException(Problem.of(
                        folder.toString(), "is there already; name another folder, or remove this one first"));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path target = folder.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                TextFiles.writeAtomically(target, file.getValue());
            }
        } catch (IOException e) {
            throw TextFiles.unwritten(folder, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
