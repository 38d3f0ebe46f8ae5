package io.github.answersheet.repair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The corrections of a reply: each an old text and the new one, between three lines of marks. Immutable.
 *
 * @param all in the order in which they came
 * @param isNone whether the reply says that nothing has to change
 */
record Changes(List<Change> all, boolean isNone) {

    private static final Pattern OLD = Pattern.compile(" {0,3}<{6,9}(?: .*)?");
    private static final Pattern NEW = Pattern.compile(" {0,3}={6,9} *");
    private static final Pattern END = Pattern.compile(" {0,3}>{6,9}(?: .*)?");
    private static final Pattern NOTHING = Pattern.compile("(?i)[`*]*no changes?\\.?[`*]*\\.?");

    /** One correction; the texts are without the line end before the next mark. */
    record Change(String before, String after) {}

    /**
     * What came of putting corrections into texts.
     *
     * @param texts those that differ now, by name, in the same order
     * @param isWhole whether every correction found its place
     */
    record Applied(Map<String, String> texts, boolean isWhole) {

        Applied {
            texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        }
    }

    Changes {
        all = List.copyOf(all);
    }

    /** Reads a reply. What is not complete, such as one that was cut off, is left out; what stands around the marks is too. */
    static Changes read(String reply) {
        List<Change> all = new ArrayList<>();
        List<String> before = null;
        List<String> after = null;
        for (String line : reply.lines().toList()) {
            if (after != null && END.matcher(line).matches()) {
                all.add(new Change(String.join("\n", before), String.join("\n", after)));
                before = null;
                after = null;
            } else if (after != null) {
                after.add(line);
            } else if (before != null && NEW.matcher(line).matches()) {
                after = new ArrayList<>();
            } else if (before != null) {
                before.add(line);
            } else if (OLD.matcher(line).matches()) {
                before = new ArrayList<>();
            }
        }
        return new Changes(all, NOTHING.matcher(reply.strip()).matches());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Puts the corrections into texts, one after the other. One has a place if its old text stands exactly once in all of them, at the
     * latest when blanks at the ends of lines and around the whole do not count; one without a place changes nothing.
     *
     * @param texts by name
     */
    Applied appliedTo(Map<String, String> texts) {
        Map<String, String> now = new LinkedHashMap<>(texts);
        boolean isWhole = true;
        for (Change change : all) {
            Optional<Map.Entry<String, String>> put = put(change, now);
            put.ifPresent(text -> now.put(text.getKey(), text.getValue()));
            isWhole &= put.isPresent();
        }
        now.entrySet().removeAll(texts.entrySet());
        return new Applied(now, isWhole);
    }

    private static Optional<Map.Entry<String, String>> put(Change change, Map<String, String> texts) {
        if (change.before().isBlank()) {
            return Optional.empty();
        }
        return put(Pattern.quote(change.before()), change.after(), texts)
                .or(() -> put(loosely(change.before().strip()), change.after().strip(), texts));
    }

    private static Optional<Map.Entry<String, String>> put(String pattern, String after, Map<String, String> texts) {
        Pattern before = Pattern.compile(pattern);
        Optional<Map.Entry<String, String>> place = Optional.empty();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Matcher found = before.matcher(text.getValue());
            while (found.find()) {
                if (place.isPresent()) {
                    return Optional.empty();
                }
                String changed = text.getValue().substring(0, found.start())
                        + after
                        + text.getValue().substring(found.end());
                place = Optional.of(Map.entry(text.getKey(), changed));
            }
        }
        return place;
    }

    private static String loosely(String text) {
        return text.lines().map(line -> Pattern.quote(line.stripTrailing())).collect(Collectors.joining("[ \\t]*\\R"));
    }
}
