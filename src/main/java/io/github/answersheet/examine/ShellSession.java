package io.github.answersheet.examine;

import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.examine.Fault.Kind;
import io.github.answersheet.language.Syntax;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.PlainOutput;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Types the commands of a session at the prompt of a shell, one after the other, in the folder of the answer. Most sessions
 * are from a machine of the reader's; what is shown below a command is held against it only where it runs a file of the
 * answer, or nothing but what prints the same everywhere.
 */
record ShellSession(AnswerFolder folder, Entry entry, Syntax syntax, Sandbox sandbox) {

    // What a command printed ends with a mark that is made up when it has ended. Mark and status come over the sealed
    // descriptor, which only this shell can use: a program that it starts can print what it likes.
    private static final String BEFORE = """
            exec 2>&1 </dev/null
            IFS= read -r -N 32 answersheet_seal <&3
            exec 3<&- 19>&4 4>&-
            """;
    private static final String AFTER = """

            answersheet_status=$? answersheet_mark=$SRANDOM-$RANDOM$RANDOM
            builtin printf '\\037%s\\036' "$answersheet_mark"
            builtin printf '\\n%s %s %s\\n' "$answersheet_seal" "$answersheet_mark" "$answersheet_status" >&19
            (exit "$answersheet_status")
            """;
    private static final Pattern ENDED = Pattern.compile("([\\d-]+) (\\d{1,3})");
    private static final Pattern ENDS_SESSION = Pattern.compile("(?s).*\\b(?:exit|exec|logout)\\b.*");
    private static final Pattern GOES_ON = Pattern.compile(
            "(?s).*(?:\\||&&|\\bdo|\\bthen|\\belse|\\{|\\(|[\"'])\\s*|(?s)(?:for|while|if|case|function)\\b.*");
    private static final Pattern DOCUMENT = Pattern.compile("<<-?\\s*['\"]?(\\w+)");
    private static final Pattern SAME_EVERYWHERE =
            Pattern.compile("(?:echo|printf|expr|seq|true|false|python3? -c)\\b(?!.*[$~*?|;&<>`]).*");

    /**
     * One command.
     *
     * @param line of the prompt, in the block
     * @param text what was typed
     * @param shown what stands below it
     */
    private record Typed(int line, String text, String shown) {}

    BlockRun run() {
        if (entry.isQuotation()) {
            return new BlockRun(entry, State.NOT_RUN, "quotes the code of the question");
        }
        List<Typed> session = typed(entry.block().code());
        String script = script(session);
        if (syntax.check(script) instanceof Syntax.Wrong wrong) {
            return new BlockRun(entry, State.UNCHECKED, "a session that cannot be read: " + wrong.message());
        }
        Program program = Program.of(List.of("bash", "-c", script), folder.filesFor(entry.named("session.txt"), ""))
                .wanting(List.of(Program.REPORT));
        Ran ran = sandbox.run(program);
        if (ran.ending() == Ending.NOT_STARTED) {
            return new BlockRun(entry, State.NOT_RUN, ran.stderr());
        }
        boolean isEnded = ran.ending() == Ending.EXITED;
        List<Ran> first = each(ran, session.size());
        if (!isEnded || first.size() < session.size() || !isAllRight(session, first)) {
            return judged(session, first, each(sandbox.run(program.again()), session.size()), isEnded);
        }
        return new BlockRun(entry, State.PASSED, "");
    }

    private static boolean isAllRight(List<Typed> session, List<Ran> runs) {
        for (int i = 0; i < session.size(); i++) {
            if (!isRight(session.get(i), runs.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRight(Typed command, Ran ran) {
        return command.shown().isBlank() ? ran.succeeded() : new ShownOutput(command.shown(), 0).isWhat(ran);
    }

    private BlockRun judged(List<Typed> session, List<Ran> first, List<Ran> second, boolean isEnded) {
        List<Fault> faults = new ArrayList<>();
        Optional<String> reason = Optional.empty();
        int right = 0;
        for (int i = 0; i < session.size(); i++) {
            if (i >= first.size() || i >= second.size()) {
                boolean isExit = isEnded
                        && i == session.size() - 1
                        && ENDS_SESSION.matcher(session.get(i).text()).matches();
                right += isExit ? 1 : 0;
                String why = isEnded ? "a command ends the session" : "does not come to its end by itself";
                reason = isExit ? reason : reason.or(() -> Optional.of(why));
            } else if (isRight(session.get(i), first.get(i))) {
                right++;
            } else {
                Optional<String> its = excuse(session.get(i), first.get(i), second.get(i));
                if (its.isEmpty()) {
                    ShownOutput shown = new ShownOutput(session.get(i).shown(), 0);
                    String message = "below `"
                            + PlainOutput.tail(session.get(i).text(), 1, 200).replace('`', '\'') + "` "
                            + shown.difference(first.get(i));
                    faults.add(
                            new Fault(Kind.OUTPUT_DIFFERS, entry, session.get(i).line(), message));
                }
                reason = reason.or(() -> its);
            }
        }
        if (!faults.isEmpty()) {
            String more = faults.size() > 1 ? "; and " + (faults.size() - 1) + " more" : "";
            return new BlockRun(
                    entry.section(), entry.block(), State.FAILED, faults.get(0).message() + more, "", faults);
        }
        return new BlockRun(entry, right > 0 ? State.PASSED : State.NOT_RUN, reason.orElse(""));
    }

    private Optional<String> excuse(Typed command, Ran first, Ran second) {
        String needs = BashRun.needs(first.stdout());
        if (!needs.isEmpty()) {
            return Optional.of(needs);
        }
        boolean isOfTheAnswer = folder.entries().stream()
                .anyMatch(other -> other != entry && other.isNamed() && other.isIn(command.text()));
        boolean isOfAMachine = BashRun.tellsOfAMachine(command.text())
                || !isOfTheAnswer && !SAME_EVERYWHERE.matcher(command.text()).matches();
        if (isOfAMachine || command.shown().isBlank()) {
            return Optional.of(
                    command.shown().isBlank() ? "ended with status " + first.exit() : ShownOutput.TELLS_OF_A_MACHINE);
        }
        boolean varies = !first.stdout().equals(second.stdout())
                || PrintedOutput.of(first, second, true, "")
                        .filter(printed -> printed.isShownAs(command.shown()))
                        .isPresent();
        return varies ? Optional.of(ShownOutput.VARIES_IN_PARTS) : Optional.empty();
    }

    private static List<Typed> typed(String code) {
        List<Typed> session = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        int line = 0;
        int at = 0;
        boolean goesOn = false;
        for (String each : code.split("\n", -1)) {
            at++;
            Matcher prompt = FencedBlock.SHELL_PROMPT.matcher(each.strip());
            if (goesOn && (isAwaited(text.toString()) || each.matches(">(?: .*)?"))) {
                String more = each.replaceFirst("^> ?", "");
                text.append('\n').append(more);
                Matcher document = DOCUMENT.matcher(text);
                goesOn = !document.find() || !more.strip().equals(document.group(1));
            } else if (prompt.matches()) {
                if (line > 0) {
                    session.add(
                            new Typed(line, text.toString(), shown.toString().stripTrailing()));
                }
                text.setLength(0);
                shown.setLength(0);
                line = at;
                text.append(prompt.group(1) == null ? "" : prompt.group(1));
                goesOn = isAwaited(text.toString()) || GOES_ON.matcher(text).matches();
            } else {
                goesOn = false;
                if (line > 0 && !(shown.isEmpty() && each.startsWith("#"))) {
                    shown.append(each).append('\n');
                }
            }
        }
        if (line > 0) {
            session.add(new Typed(line, text.toString(), shown.toString().stripTrailing()));
        }
        return session;
    }

    /** Whether a shell goes on reading, whatever comes. */
    private static boolean isAwaited(String typed) {
        return typed.endsWith("\\") || DOCUMENT.matcher(typed).find();
    }

    private static String script(List<Typed> session) {
        return session.stream().map(command -> command.text() + AFTER).collect(Collectors.joining("", BEFORE, ""));
    }

    /** What came of each command that ended; nothing where more ended than there are. */
    private static List<Ran> each(Ran ran, int most) {
        List<Ran> runs = new ArrayList<>();
        String report =
                ran.files().getOrDefault(Program.REPORT, Optional.empty()).orElse("");
        int from = 0;
        for (String line : report.lines().toList()) {
            Matcher ended = ENDED.matcher(line);
            String mark = ended.matches() ? "\u001F" + ended.group(1) + "\u001E" : "";
            int end = mark.isEmpty() ? -1 : ran.stdout().indexOf(mark, from);
            if (end < 0) {
                break;
            }
            runs.add(new Ran(
                    Ending.EXITED,
                    Integer.parseInt(ended.group(2)),
                    ran.stdout().substring(from, end),
                    "",
                    Map.of(),
                    ran.time(),
                    ran.processor(),
                    false,
                    ran.delay(),
                    ran.date()));
            from = end + mark.length();
        }
        return runs.size() > most ? List.of() : runs;
    }
}
