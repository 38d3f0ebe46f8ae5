package io.github.answersheet.examine;

import io.github.answersheet.language.Facts;
import io.github.answersheet.language.Facts.Conduct;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why a program that ended in an exception is not to be blamed: it lacks what a sandbox does not have. */
final class Excuse {

    /** What a program lacks that its tests may give it. */
    static final String ARGUMENTS = "wants arguments";

    /** What a program does that starts more of its kind than a sandbox allows. */
    static final String TOO_MANY = "more threads or processes than the sandbox allows";

    /** What a program does that waits for longer than anybody waits here. */
    static final String WAITS = "takes longer than the sandbox waits";

    private static final Pattern SETTING =
            Pattern.compile("(?:environ(?:\\.get\\(|\\.setdefault\\(|\\[)|getenv\\()\\s*[\"'](\\w+)[\"']");

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
        if (raised.is("CalledProcessError") && raised.message().contains("exit status 127")) {
            String needs = BashRun.needs(raised.text());
            return needs.isEmpty() ? Optional.of("needs a tool that is not there") : Optional.of(needs);
        }
        Optional<String> other = ofSandbox(raised).or(() -> ofSettings(raised, folder));
        if (other.isPresent()) {
            return other;
        }
        if (raised.is("URLError", "ConnectionRefusedError", "ConnectError", "ConnectionError")) {
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
        if (raised.is("NoSectionError", "NoOptionError")
                || raised.is("KeyError") && raised.mentions("/configparser.py\"")) {
            return Optional.of("needs its settings");
        }
        boolean lacksArguments = raised.is("IndexError") && raised.mentions("sys.argv")
                || raised.is("TypeError")
                        && raised.message().contains("required positional argument")
                        && raised.mentions("sys.argv[1:]");
        if (lacksArguments) {
            return Optional.of(ARGUMENTS);
        }
        return Optional.empty();
    }

    /** The reason where only a sandbox makes a program fail so, whatever the program is. */
    static Optional<String> ofSandbox(Traceback raised) {
        String message = raised.message();
        if (message.contains("can't start new thread")
                || raised.is("BlockingIOError") && message.contains("Resource temporarily unavailable")) {
            return Optional.of(TOO_MANY);
        }
        if (message.contains("Inappropriate ioctl for device")
                || raised.mentions("getlogin") && message.contains("No such device or address")) {
            return Optional.of("needs a terminal");
        }
        boolean isNetwork = raised.is("gaierror")
                || message.contains("Temporary failure in name resolution")
                || message.contains("Name or service not known")
                || message.contains("Network is unreachable");
        return isNetwork ? Optional.of("needs the network") : Optional.empty();
    }

    /** The reason where the message names an environment variable that the answer reads and nobody has set here. */
    static Optional<String> ofSettings(Traceback raised, AnswerFolder folder) {
        return folder.entries().stream()
                .filter(other -> other.block().isPython())
                .flatMap(other -> SETTING.matcher(other.block().code()).results())
                .map(found -> found.group(1))
                .filter(name -> Pattern.compile("\\b" + name + "\\b")
                        .matcher(raised.message())
                        .find())
                .findFirst()
                .map(name -> "needs the environment variable " + code(name));
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
