package io.github.answersheet.quiz;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a heading or a lead-in says about the text under it. */
enum Matter {
    /** Nothing known: a section, a question, a topic. */
    OTHER,
    /** The answers to questions. */
    ANSWERS,
    /** Hints. */
    HINTS,
    /** The word that introduces the question's own text. */
    QUESTION,
    /** The word that introduces what there is to choose from. */
    OPTIONS,
    /** Sample input and output. */
    EXAMPLES,
    /** What to do with the quiz. */
    INSTRUCTIONS,
    /** Points and grades. */
    SCORING,
    /** What to read or do afterwards. */
    READING,
    /** What the file says about itself. */
    ABOUT_FILE;

    private static final List<Map.Entry<String, Matter>> LISTS = List.of(
            Map.entry("options", OPTIONS),
            Map.entry("hint", HINTS),
            Map.entry("question", QUESTION),
            Map.entry("example", EXAMPLES),
            Map.entry("instruction", INSTRUCTIONS),
            Map.entry("scoring", SCORING),
            Map.entry("reading", READING),
            Map.entry("about-file", ABOUT_FILE));

    private static final Pattern HOW_TO = Pattern.compile(
            "(quiz |general |important )?instructions?|how to (use|take|answer|play|submit|work with|do|solve|read|run|contribute to|turn in|hand in) (this|the|these|it|your)\\b.*|about( (this|the) .*)?");
    private static final Pattern SCORING_OF = Pattern.compile(
            "(scoring|grading|score|marks|points|marking scheme|evaluation criteria|passing score|bewertung) .*");
    private static final Pattern NUMBER = Pattern.compile(" \\d{1,3}$");

    /** Reads a heading, or the words before a colon. */
    static Matter of(String words) {
        // "How to list branches?" asks; "How to use this quiz" does not.
        if (words.length() > 200 || Evidence.asks(words)) {
            return OTHER;
        }
        String plain = Words.plain(words);
        for (Map.Entry<String, Matter> list : LISTS) {
            if (Words.has(list.getKey(), plain)) {
                return list.getValue();
            }
        }
        if (Words.introduceAnswer(plain)) {
            return ANSWERS;
        }
        String unnumbered = NUMBER.matcher(plain).replaceFirst("");
        if (Words.has("example", unnumbered) || Words.has("hint", unnumbered)) {
            return Words.has("hint", unnumbered) ? HINTS : EXAMPLES;
        }
        if (HOW_TO.matcher(plain).matches()) {
            return INSTRUCTIONS;
        }
        if (SCORING_OF.matcher(plain).matches()) {
            return SCORING;
        }
        return isReading(plain) ? READING : OTHER;
    }

    /** Reads a heading, whose words may go on with what they announce: {@code Answer: B}. */
    static Matter ofHeading(String words) {
        Matter matter = of(words);
        return matter != OTHER
                ? matter
                : LeadIn.of(words)
                        .filter(lead -> lead.matter() == ANSWERS && lead.certain())
                        .map(LeadIn::matter)
                        .orElse(OTHER);
    }

    private static boolean isReading(String plain) {
        if (plain.startsWith("acknowledg")) {
            return true;
        }
        String rest = plain;
        int blank = rest.indexOf(' ');
        while (blank > 0 && Words.has("reading-before", rest.substring(0, blank))) {
            rest = rest.substring(blank + 1);
            blank = rest.indexOf(' ');
        }
        String first = rest.replaceFirst(" and .*", "");
        return Words.has("reading", rest)
                || (!first.equals(rest) && Words.has("reading", first))
                || rest.startsWith("tài liệu ");
    }
}
