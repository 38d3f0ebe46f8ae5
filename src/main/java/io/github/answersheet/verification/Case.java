package io.github.answersheet.verification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One input, and what a right program does with it.
 *
 * @param name in words
 * @param files made before the program starts, by path
 * @param setup Python that runs before the program is loaded; empty for none
 * @param args the program's arguments
 * @param call Python evaluated in the loaded program; empty where it runs as a script
 * @param originalCall the same for the original, where that is called otherwise
 * @param right what a right program does
 * @param claim what is said of the original
 * @param json the case as it was written, with the set-up that it shares with others
 * @param file the reply that it stands in
 * @param line where it starts there, 1-based
 */
record Case(
        String name,
        Map<String, String> files,
        String setup,
        List<String> args,
        String stdin,
        Optional<String> call,
        Optional<String> originalCall,
        Expectation right,
        Claim claim,
        ObjectNode json,
        String file,
        int line) {

    /** The input, for messages. */
    String input() {
        StringBuilder words = new StringBuilder(call.map(Words::code).orElse("run as a script"));
        if (!args.isEmpty()) {
            words.append(" with the arguments ").append(Words.code(String.join(" ", args)));
        }
        if (!stdin.isEmpty()) {
            words.append(", standard input ").append(Words.text(stdin));
        }
        files.forEach((path, text) ->
                words.append(", file ").append(Words.code(path)).append(' ').append(Words.text(text)));
        if (!setup.isEmpty()) {
            words.append(", after ").append(Words.code(setup));
        }
        return words.toString();
    }

    /** Why it cannot be run on programs in a language; empty if it can. */
    Optional<String> unfitFor(Language language) {
        boolean isOfPython =
                call.isPresent() || !setup.isEmpty() || right.raises().isPresent();
        return language == Language.BASH && isOfPython
                ? Optional.of("`call`, `setup` and `raises` are for Python; Bash runs as a script")
                : Optional.empty();
    }

    CaseRemark useless(String why) {
        return CaseRemark.useless(name, file, line, why);
    }
}
