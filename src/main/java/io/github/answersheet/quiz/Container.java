package io.github.answersheet.quiz;

/**
 * Something that stands around other blocks: an element, a fence of colons, a callout, an indented admonition, a comment.
 *
 * @param kind how it is written
 * @param role what it is for
 * @param title its title or summary as written, without tags; possibly empty
 * @param word the word for its type, in plain words; possibly empty
 * @param folds whether a reader has to open it
 * @param firstLine where its title or opening mark stands, 1-based
 * @param contentLine the first line that is inside as a whole; behind {@code firstLine} where other text stands before it
 * @param lastLine inclusive
 * @param inline what it holds on a line that it shares with text outside, or all that a comment says
 * @param parent the place of the container around it in {@link Layout#containers()}, -1 for none
 */
record Container(
        Kind kind,
        Role role,
        String title,
        String word,
        boolean folds,
        int firstLine,
        int contentLine,
        int lastLine,
        String inline,
        int parent) {

    enum Kind {
        DETAILS,
        ADMONITION,
        TAB,
        COLONS,
        DIRECTIVE,
        CALLOUT,
        QUOTE,
        SHORTCODE,
        COMMENT
    }

    enum Role {
        /** Asks. */
        QUESTION,
        /** Hides an answer or gives it. */
        ANSWER,
        /** Gives a hint. */
        HINT,
        /** Says something about the file, such as its objectives. */
        ASIDE,
        /** Seen by nobody. */
        COMMENT,
        /** Sets text apart and says nothing about it. */
        NEUTRAL
    }

    boolean is(Role other) {
        return role == other;
    }

    boolean holds(int line) {
        return contentLine <= line && line <= lastLine;
    }

    Container withRole(Role other) {
        return new Container(kind, other, title, word, folds, firstLine, contentLine, lastLine, inline, parent);
    }

    /** What a container is for, as far as its own words say. */
    static Role roleOf(Kind kind, String word, String title, boolean folds) {
        Matter matter = Matter.of(title);
        boolean marked = QuestionMark.of(title).filter(QuestionMark::certain).isPresent();
        if (matter == Matter.ANSWERS) {
            return Role.ANSWER;
        } else if (matter == Matter.HINTS) {
            return Role.HINT;
        } else if (isIn("container-answer", word)) {
            boolean praise = word.equals("success") || word.equals("done") || word.equals("correct");
            return praise && !folds && !title.isEmpty() ? Role.NEUTRAL : Role.ANSWER;
        } else if (Words.has("container-aside", word)) {
            return Role.ASIDE;
        } else if (isIn("container-hint", word)) {
            return Role.HINT;
        } else if (kind == Kind.DETAILS || word.equals("details") || word.equals("expand") || word.equals("dropdown")) {
            return asks(title) ? Role.QUESTION : Role.ANSWER;
        } else if (marked || (isIn("container-question", word) && matter != Matter.INSTRUCTIONS)) {
            return Role.QUESTION;
        } else if (folds && Evidence.asks(title)) {
            return Role.QUESTION;
        }
        return Role.NEUTRAL;
    }

    /** Whether a summary is a question: {@code What is X?} is one, {@code Show} is not. */
    static boolean asks(String summary) {
        Matter matter = Matter.of(summary);
        return (matter == Matter.OTHER || matter == Matter.QUESTION)
                && (Evidence.asks(summary)
                        || QuestionMark.of(summary).isPresent()
                        || (Evidence.demands(summary)
                                && !Words.plain(summary).matches("(show|see|click|reveal|expand|view|open)\\b.*")));
    }

    private static boolean isIn(String list, String word) {
        if (Words.has(list, word)) {
            return true;
        }
        // "exercise-box" and "answer callout" are named after what they hold.
        for (String part : word.split(" ")) {
            if (Words.has(list, part)) {
                return !Words.has("container-neutral", word);
            }
        }
        return false;
    }
}
