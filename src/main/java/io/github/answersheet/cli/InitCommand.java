package io.github.answersheet.cli;

import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.Provider;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.Resource;
import io.github.answersheet.source.TextFiles;
import io.github.answersheet.source.UserFolder;
import io.github.answersheet.source.VisibleText;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the user's options and a first quiz. */
@Command(
        name = "init",
        description =
                "Asks four questions: whose model, which model, which pack, and where your first quiz goes. Writes your"
                        + " options, an example of a price file, and a quiz of three questions. What is there already is"
                        + " never replaced.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet init                                asks",
            "  answersheet init --provider openai --model gpt-4.1 --pack sre-scripting --dir .",
            "  answersheet init --base-url http://127.0.0.1:11434/v1 --model qwen2.5-coder",
            "",
            "What an option says is not asked. Without a terminal nothing is asked, and what is in brackets is taken."
        })
final class InitCommand implements Callable<Integer> {

    private static final String QUIZ = "first-quiz.md";
    private static final String PRICES = "prices-example.json";
    private static final String BASE = "base";
    private static final String FOR_PROVIDER = "openai, anthropic, gemini, or the address of a server";

    @Option(names = "--provider", paramLabel = "NAME", description = "Whose model: openai, anthropic or gemini.")
    private Provider provider;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "The address of a server that speaks as OpenAI does, ending in /v1 at most.")
    private String baseUrl;

    @Option(names = "--model", paramLabel = "MODEL", description = "The model that drafts answers.")
    private String model;

    @Option(
            names = "--pack",
            paramLabel = "PACK",
            description = "A pack that comes with answersheet, or the folder of yours.")
    private String pack;

    @Option(names = "--dir", paramLabel = "DIR", description = "The folder in which " + QUIZ + " is written.")
    private Path folder;

    private final Environment environment;

    InitCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path config = UserFolder.CONFIG
                .in(environment.variables())
                .orElseThrow(() -> new InputException(
                        Problem.of("init", "has no place for your options; set HOME or XDG_CONFIG_HOME")));
        Path options = config.resolve(OptionDefaults.FILE);
        refuse(options);
        ask();
        Path quiz = folder.resolve(QUIZ);
        refuse(quiz);
        Path prices = config.resolve(PRICES);
        if (!Files.exists(prices, LinkOption.NOFOLLOW_LINKS)) {
            write(prices, Resource.of(InitCommand.class, PRICES).text(), "prices of some models, as an example");
        }
        write(options, options(prices), "your options");
        write(quiz, quiz(), "a quiz of three questions");
        tellWhatNext(quiz);
        return ExitCode.OK;
    }

    private void refuse(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new InputException(Problem.of(
                    file.toString(),
                    "is there already, so nothing was written; edit it, or move it away and run init again"));
        }
    }

    private void ask() {
        Map<String, String> variables = environment.variables();
        // That variable goes on saying where an endpoint is, without being written down.
        if (baseUrl != null && provider != null && baseUrl.equals(variables.get("OPENAI_BASE_URL"))) {
            baseUrl = null;
        }
        if (provider == null && baseUrl == null) {
            String said = answer("Whose model? " + FOR_PROVIDER, "openai");
            provider = Arrays.stream(Provider.values())
                    .filter(known -> known.toString().equals(said.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElse(null);
            baseUrl = provider == null ? said : null;
        }
        Provider its = provider == null ? Provider.OPENAI : provider;
        if (model == null) {
            boolean isOpenAi = its == Provider.OPENAI && baseUrl == null;
            model = answer("Which model?", isOpenAi ? EndpointOptions.DEFAULT_MODEL : "");
        }
        // Says what is wrong with them before anything is written.
        new Endpoint(
                its,
                Optional.ofNullable(baseUrl).orElse(its.baseUrl()),
                Optional.empty(),
                its.keyVariable(),
                model,
                Duration.ofMinutes(1));
        if (pack == null) {
            pack = answer("Which pack? " + String.join(", ", Packs.SHIPPED) + ", or a folder", Packs.DEFAULT);
        }
        Packs.read(pack);
        if (folder == null) {
            folder = Path.of(answer("In which folder do you want " + QUIZ + "?", "."));
        }
    }

    private String answer(String question, String usual) {
        if (!environment.variables().containsKey(ProgressDisplay.TERMINAL)) {
            return usual;
        }
        environment.err().print(question + (usual.isEmpty() ? " " : " [" + usual + "] "));
        environment.err().flush();
        String said = environment.inputs().line().strip();
        return said.isEmpty() ? usual : said;
    }

    private void write(Path file, String text, String what) {
        TextFiles.writeAtomically(file, text);
        environment.tell("wrote " + file + ": " + what);
    }

    private String options(Path prices) {
        StringBuilder text = new StringBuilder();
        text.append(
                "# Options of answersheet, named as in --help and without dashes. A flag on the command line wins.\n");
        text.append("# No key is written here. It is read from ").append(key()).append(".\n");
        if (provider != null && provider != Provider.OPENAI) {
            option(text, "provider", provider.toString());
        }
        if (baseUrl != null) {
            option(text, "base-url", baseUrl);
        }
        option(text, "model", model);
        // One that is named here would also be used for sheets that name another.
        boolean isFolder = !Packs.SHIPPED.contains(pack);
        if (!pack.equals(Packs.DEFAULT)) {
            option(
                    text,
                    "pack",
                    isFolder ? Path.of(pack).toAbsolutePath().normalize().toString() : pack);
        }
        text.append(
                        "\n# Compare the prices in this file with those of your provider. Then take the # away, and runs tell")
                .append(" what they cost.\n# ");
        option(text, "price-file", prices.toString());
        return text.toString();
    }

    private static void option(StringBuilder text, String name, String value) {
        text.append(name).append('=').append(value.replace("\\", "\\\\")).append('\n');
    }

    private String key() {
        return (provider == null ? Provider.OPENAI : provider).keyVariable();
    }

    private String quiz() {
        String name = Packs.SHIPPED.contains(pack) ? pack : BASE;
        return Resource.of(InitCommand.class, "first-quiz/" + name + ".md").text();
    }

    private void tellWhatNext(Path quiz) {
        String name = VisibleText.line(quiz.normalize().toString());
        Terminal err = environment.err();
        err.println();
        err.println("Next:");
        if (environment.variables().getOrDefault(key(), "").isBlank()) {
            err.println("  export " + key() + "=..." + (baseUrl == null ? "" : "   (only if your server wants a key)"));
        }
        err.println("  answersheet doctor");
        err.println("  answersheet inspect " + name);
        err.println("  answersheet generate " + name);
    }
}
