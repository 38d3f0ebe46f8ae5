package io.github.answersheet.examine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.language.Language;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

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

    private static final int MOST_NAMES = 20;
    private static final Pattern NAME = Pattern.compile("[\\p{L}_]\\w*");
    // A string that does not end is one all the same; else its end would be looked for behind each quotation mark.
    private static final Pattern TOKEN =
            Pattern.compile("(?s)\"{3}(?:[^\"]|\"(?!\"\"))*+(?:\"{3})?|'{3}(?:[^']|'(?!''))*+(?:'{3})?"
                    + "|\"(?:\\\\.|[^\"\\\\])*+\"?|'(?:\\\\.|[^'\\\\])*+'?|\\w+|[^\\s\\w]");

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

    /** Why it cannot be run on a program and on what is to take its place; empty if it can. */
    Optional<String> unfitFor(Code original) {
        boolean isOfPython =
                call.isPresent() || !setup.isEmpty() || right.raises().isPresent();
        if (original.language() != Language.PYTHON && isOfPython) {
            return Optional.of(
                    "`call`, `setup` and `raises` are for Python; " + original.language() + " runs as a script");
        }
        return originalCall
                .filter(other -> !isTheSame(call.orElse(""), other, original))
                .map(other -> "`originalCall` may differ from `call` in names only, and these are the given code's");
    }

    // Otherwise something else would be asked of the one than of the other.
    private static boolean isTheSame(String call, String other, Code original) {
        List<String> tokens = tokens(call);
        List<String> others = tokens(other);
        if (tokens.size() != others.size()) {
            return false;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!others.get(i).equals(tokens.get(i))) {
                if (!NAME.matcher(tokens.get(i)).matches()) {
                    return false;
                }
                names.add(others.get(i));
            }
        }
        return names.size() <= MOST_NAMES && names.stream().allMatch(name -> isDefined(name, original));
    }

    private static boolean isDefined(String name, Code original) {
        return NAME.matcher(name).matches()
                && Pattern.compile("(?m)\\b(?:def|class)\\s+" + name + "\\b|^" + name + "\\s*=")
                        .matcher(original.text())
                        .find();
    }

    private static List<String> tokens(String code) {
        return TOKEN.matcher(code).results().map(MatchResult::group).toList();
    }

    CaseRemark useless(String why) {
        return CaseRemark.useless(name, file, line, why);
    }
}
