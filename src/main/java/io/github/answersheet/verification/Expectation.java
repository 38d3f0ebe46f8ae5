package io.github.answersheet.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be seen of a run; what is empty does not matter.
 *
 * @param result of the call
 * @param raises the name of an exception class or of a base class of it
 * @param stdout but for white space at its end
 * @param stderrContains a part of standard error
 * @param exit the exit status
 * @param filesAfter files by path, empty for one that must not be there
 * @param hangs that it does not end
 */
record Expectation(
        Optional<JsonNode> result,
        Optional<String> raises,
        Optional<String> stdout,
        Optional<String> stderrContains,
        Optional<Integer> exit,
        Map<String, Optional<String>> filesAfter,
        boolean hangs) {

    boolean isEmpty() {
        return result.isEmpty()
                && raises.isEmpty()
                && stdout.isEmpty()
                && stderrContains.isEmpty()
                && exit.isEmpty()
                && filesAfter.isEmpty()
                && !hangs;
    }

    /** The same, and an exit status of 0 unless something is said of how the run ends. */
    Expectation endingWell() {
        return exit.isPresent() || raises.isPresent() || hangs
                ? this
                : new Expectation(result, raises, stdout, stderrContains, Optional.of(0), filesAfter, false);
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
        if (stdout.isPresent()
                && !stdout.get().stripTrailing().equals(seen.stdout().stripTrailing())) {
            return Optional.of("standard output " + Words.text(seen.stdout()));
        }
        if (stderrContains.isPresent() && !seen.stderr().contains(stderrContains.get())) {
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
        stderrContains.map(text -> "standard error with " + Words.text(text)).ifPresent(words::add);
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
