package io.github.answersheet.draft;

import java.util.regex.Pattern;

/**
 * Words that only the program may say, because only it knows what was run. They are known by what a reader would see,
 * however they are written: in entities, in two lines, in HTML, as a link, in letters that only look alike.
 */
public final class OwnWords {

    private static final String NO_WORD = "[^\\p{L}\\p{N}]*";
    private static final String REST = "[^\\p{L}\\p{N}\\n]*";
    private static final String COLON = "[:=;(\\uA789\\u02D0\\u2236\\u0589\\u05C3\\u205A\\u2013\\u2014]";
    private static final String BY_EXECUTION = "verified" + NO_WORD + "by" + NO_WORD + "execution";
    // Who writes that something was verified by execution tells a story; figures, or nothing else, are a verdict.
    private static final Pattern PROOF = Pattern.compile(BY_EXECUTION + "(?:" + REST + "?" + COLON + "|" + REST
            + "\\p{N}|[^.\\n]{0,60}\\bcases?\\b)|(?<![^\\n])" + REST + BY_EXECUTION + REST + "(?![^\\n])");
    private static final Pattern OUTPUT = Pattern.compile(
            "output" + NO_WORD + "when" + NO_WORD + "it" + NO_WORD + "was" + NO_WORD + "run" + REST + "?" + COLON);
    private static final Pattern OUTPUT_PLAIN = Pattern.compile("(?i)output when it was run\\b");

    private OwnWords() {}

    /** A text of Markdown in which nobody says that cases were run. */
    public static String withoutProof(String markdown) {
        return RenderedText.without(PROOF, markdown);
    }

    /** A text of Markdown in which only lines as the program writes them say what was printed. */
    public static String withoutOutput(String markdown) {
        RenderedText rendered = RenderedText.of(markdown);
        String[] lines = markdown.split("\n", -1);
        for (int number : rendered.linesWith(OUTPUT)) {
            String line = lines[number - 1];
            if (!OutputMark.is(line)) {
                String plain = OUTPUT_PLAIN.matcher(line).replaceAll("Output");
                lines[number - 1] = plain.equals(line) ? "Output:" : plain;
            }
        }
        return String.join("\n", lines);
    }
}
