package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether what stands under the questions of a file is their answers, though nothing says so: a vote of all questions that
 * ask in their first line.
 *
 * @param questions those whose body is the answer
 * @param doubted where questions start whose body may be the answer and was not taken for it
 * @param decisions what was decided
 */
record UnmarkedAnswers(Set<Found> questions, List<Integer> doubted, List<Decision> decisions) {

    // "What does this program print?" points at what stands below.
    private static final Pattern POINTS = Pattern.compile(
            "\\b(this|these|following|below|given|above)\\b|:$|\\b(folgende[nrs]?|unten|diese[rs]?|suivante?s?|ci-dessous|siguientes?|seguintes?|следующ\\p{L}*)\\b|以下|下面|下列|次の|다음",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern TASK = Pattern.compile(
            "^(your task|given|suppose|assume|imagine|hint|in this exercise|in this question|points?|requirements?|input|output|instructions?|task)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INTERVIEW = Pattern.compile(
            "interview|faq|flash ?cards?|cheat ?sheet|q ?& ?a|q and a|entretien|entrevista|vorstellungsgespräch|собеседован|面试|面接",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final int FEWEST = 3;
    private static final int MANY = 6;
    private static final int LONG_BULLETS = 5;

    /** What stands under one question. */
    private enum Body {
        NONE,
        PROSE,
        BULLETS,
        CODE,
        OF_THE_QUESTION
    }

    static UnmarkedAnswers vote(
            SourceText source,
            Layout layout,
            Hints hints,
            QuestionFinder.Findings findings,
            List<QuestionBuilder.Raw> raws) {
        Set<Found> candidates = new HashSet<>();
        List<Decision> decisions = new ArrayList<>();
        int asking = 0;
        int prose = 0;
        int bullets = 0;
        int own = 0;
        int marked = 0;
        long bulletWords = 0;
        for (QuestionBuilder.Raw raw : raws) {
            Found found = raw.found();
            if (found.is(Found.Form.ROW) || found.blocks().isEmpty()) {
                continue;
            }
            boolean answered = raw.isAnswered();
            marked += answered ? 1 : 0;
            List<Part> parts = Part.of(found, source);
            Body body = answered ? Body.NONE : body(source, layout, found, parts);
            if (!asks(source, found, raw) || answered) {
                continue;
            }
            asking++;
            switch (body) {
                case PROSE -> prose++;
                case BULLETS -> {
                    bullets++;
                    bulletWords += words(source, found, parts);
                }
                case OF_THE_QUESTION -> own++;
                default -> {
                    // Nothing stands there.
                }
            }
            if (body == Body.PROSE || body == Body.BULLETS || body == Body.CODE) {
                candidates.add(found);
            }
        }
        if (hints.answersBelow()) {
            return new UnmarkedAnswers(
                    Set.copyOf(findings.found()),
                    List.of(),
                    List.of(new Decision("texts under questions", "answers", "the author says so")));
        }
        boolean isList = INTERVIEW
                .matcher(source.name() + " "
                        + findings.title().map(t -> PlainText.of(t.node())).orElse(""))
                .find();
        int bodies = prose + bullets + own;
        boolean enough = prose + bullets >= FEWEST && (prose + bullets) * 10 >= bodies * 7;
        boolean bulletsTell = isList || prose + bullets >= MANY && bulletWords >= (long) bullets * LONG_BULLETS * 2;
        boolean mostlyProse = prose * 5 >= (prose + bullets) * 3
                || (isList && prose + bullets >= FEWEST)
                || (bulletsTell && prose * 3 >= prose + bullets);
        boolean answers = enough && mostlyProse && marked * 3 <= prose + bullets;
        if (bodies > 0) {
            decisions.add(new Decision(
                    "texts under questions",
                    answers ? "answers" : "parts of the questions",
                    asking + " questions ask in their first line and have no options and no answer: under " + prose
                            + " stands prose, under " + bullets + " a list, under " + own
                            + " what they point at or what asks again"
                            + (isList ? "; the title names such a list" : "")));
        }
        boolean doubtful = !answers && candidates.size() >= FEWEST;
        List<Integer> doubted =
                doubtful ? candidates.stream().map(Found::firstLine).sorted().toList() : List.of();
        return new UnmarkedAnswers(answers ? Set.copyOf(candidates) : Set.of(), doubted, List.copyOf(decisions));
    }

    private static boolean asks(SourceText source, Found found, QuestionBuilder.Raw raw) {
        // What stands on the next line may be the answer already.
        int asks = raw.stem().indexOf('?');
        String stem = asks < 0 ? raw.stem() : raw.stem().substring(0, asks + 1);
        boolean inMark = found.startsWith(Block.Kind.HEADING)
                && stem.length() > 0
                && !PlainText.of(found.blocks().get(0).node()).contains(stem.substring(0, Math.min(12, stem.length())));
        boolean knows = Evidence.asks(stem)
                || Words.plain(stem)
                        .matches(
                                "(what|why|how|when|where|which|who|explain|describe|define|difference|list|name|compare|differentiate|mention|tell)\\b.*")
                || Evidence.demands(stem) && Evidence.wordCount(stem) >= 3 && !isTask(stem);
        return !inMark && knows && !POINTS.matcher(stem).find();
    }

    // Who writes a program gets a specification below and no answer.
    private static boolean isTask(String stem) {
        return Words.plain(stem)
                .matches(
                        "(write|implement|create|design|build|develop|code|program|make|fix|refactor|debug|complete|convert|modify|draw|sketch|solve|prove|calculate|compute|use|find|show|add|configure|deploy|analyze|analyse|review|determine|consider|suppose|evaluate|select|choose|match)\\b.*");
    }

    private static Body body(SourceText source, Layout layout, Found found, List<Part> parts) {
        int stem = LineRoles.stemEnd(source, found, parts);
        int prose = 0;
        int bullets = 0;
        int code = 0;
        int paragraphs = 0;
        for (Part part : parts) {
            Block block = part.block();
            if (block.lastLine() <= stem || layout.hides(block.firstLine()) || block.is(Block.Kind.RULE)) {
                continue;
            }
            String words = PlainText.of(block.node());
            switch (block.kind()) {
                case PARAGRAPH, QUOTE -> {
                    if (prose + bullets == 0 && isOwn(words)) {
                        return Body.OF_THE_QUESTION;
                    }
                    paragraphs++;
                    prose += words.isEmpty() || isRemark(words) ? 0 : 1;
                }
                case CODE, TABLE -> code++;
                case BULLET_ITEM, ORDERED_ITEM -> {
                    if (prose + bullets == 0 && isOwn(words)
                            || LeadIn.of(source.line(block.firstLine()))
                                    .filter(l -> l.matter() == Matter.HINTS || l.matter() == Matter.EXAMPLES)
                                    .isPresent()) {
                        return Body.OF_THE_QUESTION;
                    }
                    bullets++;
                }
                default -> {
                    // Says nothing.
                }
            }
        }
        return prose > 0 || code > 0 && paragraphs > 0
                ? Body.PROSE
                : bullets > 0 ? Body.BULLETS : code > 0 ? Body.CODE : Body.NONE;
    }

    private static boolean isOwn(String words) {
        int from = Math.max(0, words.length() - 3);
        return Evidence.asks(words.substring(from))
                || TASK.matcher(words).find()
                || Evidence.demands(words)
                        && !words.matches(
                                "(?i)(how|what|when|which|where|who|list|name|state|show|order|consider|let|find|mark|label|script|document|review|correct|rank|design|record|count|extract|display)\\b.*");
    }

    private static boolean isRemark(String words) {
        return Evidence.wordCount(words) <= 5 && !words.matches(".*[.!。]") && !words.matches(".*[=(){}`].*");
    }

    private static long words(SourceText source, Found found, List<Part> parts) {
        int stem = LineRoles.stemEnd(source, found, parts);
        return parts.stream()
                .map(Part::block)
                .filter(b -> b.firstLine() > stem)
                .mapToLong(b -> Evidence.wordCount(PlainText.of(b.node())))
                .sum();
    }
}
