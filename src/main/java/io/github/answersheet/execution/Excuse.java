package io.github.answersheet.execution;

import io.github.answersheet.python.Facts;
import io.github.answersheet.python.Facts.Conduct;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a program that ended in an exception is not to be blamed: it lacks what a sandbox does not have. */
final class Excuse {

    /** What a program lacks that its tests may give it. */
    static final String ARGUMENTS = "wants arguments";

    private Excuse() {}

    /**
     * The reason, in words that follow "not run:"; empty where the program itself is at fault.
     *
     * @param raised what ended it
     * @param facts about its code
     * @param entry which block it is
     */
    static Optional<String> of(Traceback raised, Facts facts, Entry entry, AnswerFolder folder) {
        if (raised.is("ModuleNotFoundError")) {
            return Optional.of("needs " + missing(raised, facts, folder));
        }
        if (raised.is("EOFError") || facts.conduct().contains(Conduct.INTERACTIVE) && raised.is("GetPassWarning")) {
            return Optional.of("interactive");
        }
        if (raised.is("FileNotFoundError")) {
            return file(raised, facts, entry);
        }
        if (raised.is("gaierror", "URLError", "ConnectionRefusedError", "ConnectError", "ConnectionError")
                || raised.message().contains("Network is unreachable")) {
            return Optional.of("needs the network");
        }
        if (raised.is("PermissionError")
                || raised.message().contains("Operation not permitted")
                || raised.message().contains("Read-only file system")) {
            return Optional.of("needs root");
        }
        if (raised.is("KeyError") && raised.mentions("in __getitem__") && raised.mentions("os.environ")) {
            return Optional.of(
                    "needs the environment variable " + code(raised.message().replace("'", "")));
        }
        if (raised.is("IndexError") && raised.mentions("sys.argv")) {
            return Optional.of(ARGUMENTS);
        }
        return Optional.empty();
    }

    private static String missing(Traceback raised, Facts facts, AnswerFolder folder) {
        String first = raised.subject().orElse("a module").split("\\.", 2)[0];
        List<String> all = facts.imports().stream()
                .filter(i -> i.thirdParty() && !i.optional() && !i.relative())
                .map(Facts.Import::topLevel)
                .filter(module -> !folder.hasModule(module))
                .distinct()
                .sorted()
                .toList();
        return all.contains(first) ? all.stream().map(Excuse::code).collect(Collectors.joining(", ")) : code(first);
    }

    // A complete program brings its own sample input; a file elsewhere on the disk belongs to the machine it is for.
    private static Optional<String> file(Traceback raised, Facts facts, Entry entry) {
        String name = raised.subject().orElse("");
        if (raised.mentions("/subprocess.py\"") || raised.mentions("/asyncio/base_subprocess.py\"")) {
            return Optional.of("needs " + code(name));
        }
        boolean isComplete = entry.isSolution() && facts.hasEntryGuard();
        return isComplete && !name.startsWith("/") ? Optional.empty() : Optional.of("needs the file " + code(name));
    }

    private static String code(String name) {
        return "`" + name + "`";
    }
}
