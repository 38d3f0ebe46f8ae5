package io.github.answersheet.cli;

import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.sheet.Origin;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which pack, and which category if the user knows better than the pack. */
final class PackOption {

    @Option(
            names = "--pack",
            paramLabel = "PACK",
            description =
                    "Prompt pack: a folder, or the name of one that comes with answersheet (default: that which the"
                            + " sheet names, else " + Packs.DEFAULT + ").")
    private String name;

    @Option(
            names = "--category",
            paramLabel = "CATEGORY",
            description = "Answer every question in this category, such as code-analysis.")
    private String category;

    private final Map<String, Pack> read = new ConcurrentHashMap<>();

    Pack pack() {
        return Packs.read(name());
    }

    /** The pack of a sheet: that which the user names, else that which the sheet names. */
    Pack packOf(SourceText sheet) {
        return read.computeIfAbsent(name != null ? name : nameIn(sheet), Packs::read);
    }

    private static String nameIn(SourceText sheet) {
        Optional<Origin> origin = Origin.of(sheet);
        if (origin.filter(o -> !Packs.SHIPPED.contains(o.pack())).isPresent()) {
            throw new InputException(Problem.of(
                    sheet.name(),
                    "was written with the pack " + origin.get().pack() + ", which does not come with answersheet; name"
                            + " its folder with --pack FOLDER"));
        }
        return origin.map(Origin::pack).orElse(Packs.DEFAULT);
    }

    String name() {
        return name == null ? Packs.DEFAULT : name;
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
