package io.github.answersheet.cli;

import io.github.answersheet.examine.Examiner;
import io.github.answersheet.material.CourseMaterial;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.run.Grounder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What prompts may rest on besides the quiz. */
final class GroundingOptions {

    @Option(
            names = "--material",
            paramLabel = "FILE|DIR",
            description = "Course material in Markdown or text; passages that belong to a question go into its prompt."
                    + " May be given several times.")
    private List<Path> material = List.of();

    Grounder grounder(Examiner examiner, Pack pack) {
        return new Grounder(
                examiner,
                material.isEmpty() ? Optional.empty() : Optional.of(CourseMaterial.open(material, pack.stopWords())));
    }
}
