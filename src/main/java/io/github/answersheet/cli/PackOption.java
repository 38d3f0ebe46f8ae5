package io.github.answersheet.cli;

import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which pack, and which category if the user knows better than the pack. */
final class PackOption {

    @Option(
            names = "--pack",
            paramLabel = "PACK",
            defaultValue = Packs.DEFAULT,
            description = "Prompt pack: a folder, or the name of one that comes with answersheet"
                    + " (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(
            names = "--category",
            paramLabel = "CATEGORY",
            description = "Answer every question in this category, such as code-analysis.")
    private String category;

    Pack pack() {
        return Packs.read(name);
    }

    String name() {
        return name;
    }

    Classifier classifier(Pack pack) {
        return new Classifier(pack, category(pack));
    }

    /** The category that the user wants. */
    Optional<Category> category(Pack pack) {
        return Optional.ofNullable(category)
                .map(wanted -> pack.category(wanted)
                        .orElseThrow(() -> new InputException(Problem.of(
                                "--category " + wanted,
                                "the pack has no such category; it has "
                                        + pack.categories().stream()
                                                .map(Category::id)
                                                .collect(Collectors.joining(", "))))));
    }
}
