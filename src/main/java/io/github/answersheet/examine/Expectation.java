package io.github.answersheet.examine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be seen of a run; what is empty does not matter.
 *
 * @param result of the call
 * @param raises the name of an exception class or of a base class of it
 * @param stdout but for white space at its end
 * @param stdoutContains parts of standard output
 * @param stderrContains parts of standard error
 * @param exit the exit status
 * @param filesAfter files by path, empty for one that must not be there
 * @param hangs that it does not end
 */
record Expectation(
        Optional<JsonNode> result,
        Optional<String> raises,
        Optional<String> stdout,
        List<String> stdoutContains,
        List<String> stderrContains,
        Optional<Integer> exit,
        Map<String, Optional<String>> filesAfter,
        boolean hangs) {

    Expectation {
        stdoutContains = List.copyOf(stdoutContains);
        stderrContains = List.copyOf(stderrContains);
    }

    boolean isEmpty() {
        return kinds().isEmpty();
    }

    /** What it says something of, by the names of the keys. */
    private Set<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>();
        result.ifPresent(r -> kinds.add("result"));
        raises.ifPresent(r -> kinds.add("raises"));
        stdout.ifPresent(s -> kinds.add("stdout"));
        stdoutContains.forEach(part -> kinds.add("stdoutContains " + part));
        stderrContains.forEach(part -> kinds.add("stderrContains " + part));
        exit.ifPresent(e -> kinds.add("exit"));
        filesAfter.keySet().forEach(path -> kinds.add("filesAfter " + path));
        if (hangs) {
            kinds.add("hangs");
        }
        return kinds;
    }

    /** Whether it says less than another: some of what that says, and nothing else. */
    boolean isWeakerThan(Expectation other) {
        boolean isPartOfOutput = other.stdout().isPresent() && stdout.isEmpty() && !stdoutContains.isEmpty();
        return isPartOfOutput
                || other.kinds().containsAll(kinds())
                        && kinds().size() < other.kinds().size();
    }

    /** The same, and an exit status of 0 unless something is said of how the run ends. */
    Expectation endingWell() {
        return exit.isPresent() || raises.isPresent() || hangs
                ? this
                : new Expectation(
                        result, raises, stdout, stdoutContains, stderrContains, Optional.of(0), filesAfter, false);
    }

    /** What was seen instead, in words; empty if all is as expected. */
    Optional<String> missedBy(Seen seen) {
        if (hangs || !seen.hasEnded()) {
            return hangs && seen.isHung() ? Optional.empty() : Optional.of(seen.ending());
        }
        // How it ended tells more than what it lacks for that.
        boolean endsOtherwise = raises.isPresent() && !seen.raised().contains(raises.get())
                || exit.isPresent() && exit.get() != seen.exit();
        if (endsOtherwise) {
            return Optional.of(seen.ending());
        }
        if (result.isPresent() && !Values.same(result.get(), seen.result())) {
            return Optional.of(seen.result().map(Words::result).orElse("no result; " + seen.ending()));
        }
        boolean printsOtherwise = stdout.isPresent()
                && !stdout.get().stripTrailing().equals(seen.stdout().stripTrailing());
        if (printsOtherwise || !stdoutContains.stream().allMatch(seen.stdout()::contains)) {
            return Optional.of("standard output " + Words.text(seen.stdout()));
        }
        if (!stderrContains.stream().allMatch(seen.stderr()::contains)) {
            return Optional.of("standard error " + Words.text(seen.stderr()));
        }
        return filesAfter.entrySet().stream()
                .filter(file -> !file.getValue().equals(seen.file(file.getKey())))
                .findFirst()
                .map(file -> Words.file(file.getKey(), seen.file(file.getKey())));
    }

    /** All of it, for messages. */
    String inWords() {
        List<String> words = new ArrayList<>();
        result.map(Words::result).ifPresent(words::add);
        raises.map(name -> "raises " + Words.code(name)).ifPresent(words::add);
        stdout.map(text -> "standard output " + Words.text(text)).ifPresent(words::add);
        stdoutContains.forEach(text -> words.add("standard output with " + Words.text(text)));
        stderrContains.forEach(text -> words.add("standard error with " + Words.text(text)));
        filesAfter.forEach((path, text) -> words.add(Words.file(path, text)));
        exit.filter(status -> status != 0 || words.isEmpty())
                .map(status -> "exit status " + status)
                .ifPresent(words::add);
        if (hangs) {
            words.add("does not end");
        }
        return String.join(", ", words);
    }
}
