package io.github.answersheet.cli;

import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.sheet.Standing;
import io.github.answersheet.source.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which answers of a sheet somebody vouches for. */
final class AnswersOfSheet {

    @Parameters(index = "0", paramLabel = "SHEET", description = "An answer sheet.")
    private Path sheet;

    @Parameters(
            index = "1..*",
            paramLabel = "ANSWER",
            arity = "1..*",
            description = "Numbers of answers, such as 3,7-9, or all.")
    private List<String> answers;

    @Mixin
    private PackOption pack;

    @Mixin
    private QuizOfSheet quiz;

    /**
     * Writes down who vouches for them.
     *
     * @param by empty if nobody does any more
     * @throws InputException if there is no such sheet or answer
     */
    List<Standing> approved(Environment environment, Optional<String> by) {
        SheetFile file = new SheetFile(sheet, pack.packOf(environment.read(sheet)), environment::tell);
        Optional<Quiz> asked = quiz.of(sheet, environment);
        return file.approve(asked, numbers(file), by);
    }

    private Set<Integer> numbers(SheetFile file) {
        Set<Integer> there = file.standings().stream().map(Standing::number).collect(Collectors.toSet());
        return answers.equals(List.of("all"))
                ? there
                : new NumberRanges.Converter()
                        .convert(String.join(",", answers))
                        .numbers(there);
    }
}
