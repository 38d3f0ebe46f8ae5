package io.github.answersheet.quiz;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced or indented block inside a question.
 *
 * @param language of the fence, see {@link #language}
 * @param code the block's text as Markdown reads it, without the fence
 * @param line the line of its first line of code in the quiz, 1-based
 */
public record CodeBlock(String language, String code, int line) {

    private static final Pattern DIRECTIVE =
            Pattern.compile("\\{(?:code-cell|code-block|code|sourcecode|code-tab)\\}\\s*");

    /**
     * The language that a fence's info string names, in lower case; empty if it names none. It is the first word, also where
     * a path follows it ({@code python:src/app.py}) or attributes stand around it ({@code {.python title="app.py"}}, {@code {code-cell} python}).
     */
    public static String language(String info) {
        String bare = info.strip();
        Matcher directive = DIRECTIVE.matcher(bare);
        if (directive.lookingAt()) {
            bare = bare.substring(directive.end());
        }
        bare = bare.replaceFirst("^\\{\\s*\\.?", "");
        return bare.split("[\\s,:{}=]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
