package io.github.answersheet.examine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** Values of cases in messages: code spans on one line, in which nothing is markup. */
final class Words {

    private static final int LONGEST = 200;

    private Words() {}

    static String code(String text) {
        String line =
                text.strip().replace('`', '\'').replaceAll("\\s*\\R\\s*", "; ").replaceAll("\\p{Cntrl}", " ");
        return "`" + cut(line) + "`";
    }

    /** A text in quotation marks, its line ends as {@code \n}. */
    static String text(String text) {
        return text.isEmpty() ? "empty" : code(cut(TextNode.valueOf(text).toString()));
    }

    static String result(JsonNode value) {
        return "result " + code(value.toString());
    }

    static String file(String path, Optional<String> text) {
        return text.map(t -> "file " + code(path) + " " + text(t)).orElse("no file " + code(path));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
