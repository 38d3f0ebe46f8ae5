package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.SectionBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the sentences of an answer that read as what a program does, so that what nobody tried is not passed over. */
final class Behaviour {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n+|\\|");
    private static final Pattern OF_A_PROGRAM =
            Pattern.compile("\\b(?:raises?|raised|exits?|prints?|printed|returns?|ends with|leaves"
                    + "|hangs?|kills?|survives?|never|only|always|at most|at least)\\b");
    // An expression, a name or a number tells that it is about code.
    private static final Pattern OF_CODE = Pattern.compile("`[^`]+`|\\b\\d+\\b");

    private Behaviour() {}

    static int untried(Candidate answer, List<TrialResult> tried) {
        return (int) answer.written().stream()
                .map(DraftSection::content)
                .flatMap(Behaviour::sentences)
                .filter(sentence -> OF_A_PROGRAM.matcher(sentence).find()
                        && OF_CODE.matcher(sentence).find())
                .filter(sentence -> tried.stream().noneMatch(result -> isIn(result.trial(), sentence)))
                .count();
    }

    private static boolean isIn(Trial trial, String sentence) {
        return trial.standsIn(sentence) || Quote.in(trial.quote(), sentence).isPresent();
    }

    private static Stream<String> sentences(SectionBody body) {
        List<String> lines = new ArrayList<>(Arrays.asList(body.text().split("\n", -1)));
        body.fences()
                .forEach(fence -> lines.subList(fence.line() - 1, Math.min(lines.size(), fence.lastLine()))
                        .replaceAll(line -> ""));
        return SENTENCE_END.splitAsStream(String.join("\n", lines));
    }
}
