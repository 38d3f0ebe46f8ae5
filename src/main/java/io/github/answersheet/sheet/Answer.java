package io.github.answersheet.sheet;

import io.github.answersheet.check.Finding;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.OwnWords;
import io.github.answersheet.draft.RunWords;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.examine.Trials;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.examine.VerifiedLine;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Phrase;
import io.github.answersheet.pack.Role;
import io.github.answersheet.pack.Words;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An answer as it stands in a sheet. Immutable.
 *
 * @param topic the words of its title after the number
 * @param section the quiz's own name of the section; empty if it has none
 * @param tried the line that says what was tried; empty if there is none
 * @param question the question's text as its author wrote it; set off as a quotation if part of it would else be read as part
 *     of the answer
 * @param sections in the order of the format
 * @param label that of the question
 * @param words in which the program says the rest
 * @param remaining errors that nothing mended; an answer with any needs review
 */
public record Answer(
        int number,
        String topic,
        String section,
        String tried,
        String question,
        List<Section> sections,
        String label,
        Words words,
        List<Finding> remaining) {

    /**
     * A labelled part of an answer.
     *
     * @param body Markdown, byte for byte as drafted
     */
    public record Section(String label, String body) {}

    private static final int LONGEST_TOPIC = 80;

    public Answer {
        sections = List.copyOf(sections);
        remaining = List.copyOf(remaining);
    }

    /**
     * Takes a checked candidate into a sheet. Sections are put in the order of the format, without those that are not
     * printed; one that the format does not know stays behind the one it followed. What was verified is said under the
     * solution.
     */
    public static Answer of(
            Question question,
            Candidate candidate,
            List<Finding> findings,
            Verification verification,
            Trials trials,
            Words words) {
        return new Answer(
                question.number(),
                topic(candidate, question),
                question.section(),
                VerifiedLine.of(trials, words),
                setOff(question.text(), candidate),
                inOrder(candidate, verification, words),
                candidate.pack().question(),
                words,
                findings.stream().filter(Finding::isError).toList());
    }

    /**
     * This answer with its references by number. A reply may have been made when other questions stood beside its own; then what
     * it refers to may be gone. A reference to itself leads nowhere and says so.
     *
     * @param numbers of the questions beside it, by the handles that the model knows
     */
    public Answer referring(Map<Integer, Integer> numbers) {
        return numbers.isEmpty()
                ? this
                : new Answer(
                        number,
                        topic,
                        section,
                        tried,
                        question,
                        sections.stream()
                                .map(s -> new Section(s.label(), referring(number, s.body(), numbers, words)))
                                .toList(),
                        label,
                        words,
                        remaining);
    }

    // A handle has four digits; the numbers of questions are shorter. A model may write the word as its request does.
    private static String referring(int own, String body, Map<Integer, Integer> numbers, Words words) {
        return Pattern.compile("(?<![\\p{L}\\p{N}_])(?:Answer|" + Pattern.quote(words.answer())
                        + ") ?([1-9]\\d{3})(?![\\p{L}\\p{N}_])")
                .matcher(body)
                .replaceAll(found -> {
                    Integer number = numbers.get(Integer.valueOf(found.group(1)));
                    if (number == null) {
                        return Matcher.quoteReplacement(words.say(Phrase.ANOTHER_ANSWER));
                    }
                    return Matcher.quoteReplacement(
                            number == own ? words.say(Phrase.THIS_ANSWER) : words.answer() + " " + number);
                });
    }

    private static String setOff(String question, Candidate candidate) {
        DraftReader reader = new DraftReader(candidate.pack());
        return reader.looksLikeAnswer(SourceText.of("question", question))
                ? question.lines().map(line -> ("> " + line).stripTrailing()).collect(Collectors.joining("\n"))
                : question;
    }

    private static List<Section> inOrder(Candidate candidate, Verification verification, Words words) {
        Map<String, List<Section>> byLabel = new LinkedHashMap<>();
        String anchor = "";
        byLabel.put(anchor, new ArrayList<>());
        Optional<DraftSection> solution = candidate.section(Role.SOLUTION);
        Predicate<DraftSection> isProved =
                section -> solution.filter(section::equals).isPresent();
        candidate.category().format().drafted().forEach(label -> byLabel.put(label.name(), new ArrayList<>()));
        for (DraftSection section : candidate.draft().sections()) {
            if (section.label().equals(candidate.pack().question())
                    || section.label().equals(Label.VERIFICATION)
                    || candidate.is(section.label(), Role.EVIDENCE)) {
                continue;
            }
            anchor = byLabel.containsKey(section.label()) ? section.label() : anchor;
            byLabel.get(anchor)
                    .add(new Section(section.label(), body(section, isProved.test(section), verification, words)));
        }
        return byLabel.values().stream().flatMap(List::stream).toList();
    }

    private static String body(DraftSection section, boolean isProved, Verification verification, Words words) {
        String text = OwnWords.without(section.content());
        return isProved ? VerifiedLine.under(text, verification, words) : text;
    }

    // A title is one line of plain words; the model's may be missing, long or full of markup.
    private static String topic(Candidate candidate, Question question) {
        String topic = OwnWords.withoutProof(candidate.draft().topic(), RunWords.of(candidate.pack()))
                .replaceAll("\\s+", " ")
                .replaceAll("[#*_\\s]+$|^[#*_\\s]+", "");
        if (topic.isEmpty()) {
            topic = question.stem();
        }
        if (topic.length() <= LONGEST_TOPIC) {
            return topic;
        }
        int end = topic.lastIndexOf(' ', LONGEST_TOPIC);
        return topic.substring(0, end > 0 ? end : LONGEST_TOPIC) + "…";
    }
}
