package io.github.answersheet.cli;

import io.github.answersheet.pack.Pack;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import picocli.CommandLine.Option;

/** In which language of people answers are written. */
final class LanguageOption {

    @Option(
            names = "--language",
            paramLabel = "CODE",
            description =
                    "Language of the answers and of the sheet's own words, such as de (default: that of the quiz, as"
                            + " far as the pack has words for it).")
    private String code;

    /** A pack that answers in that language. */
    Pack of(Pack pack) {
        if (code == null) {
            return pack;
        }
        if (!pack.wordsByLanguage().containsKey(code)) {
            throw new InputException(Problem.of(
                    "--language " + code,
                    "the pack has no words for it; it has "
                            + String.join(", ", pack.wordsByLanguage().keySet())));
        }
        return pack.speaking(code);
    }
}
