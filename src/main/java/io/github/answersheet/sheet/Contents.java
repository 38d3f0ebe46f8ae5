package io.github.answersheet.sheet;

import io.github.answersheet.draft.SheetForm;
import io.github.answersheet.pack.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** The lines of a table of contents, grouped by section. */
final class Contents {

    private Contents() {}

    /**
     * What a line leads to.
     *
     * @param section of the quiz, possibly empty; null for what is no answer
     * @param title as its heading has it
     */
    record Target(String section, String title, String anchor) {}

    /** One line for each target, and one for each section before its answers. */
    static List<String> lines(List<Target> targets, Words words) {
        List<String> lines = new ArrayList<>();
        String group = null;
        for (Target target : targets) {
            String text = target.title().replaceAll("([\\[\\]])", "\\\\$1");
            if (target.section() == null) {
                lines.add("- [" + text + "](#" + target.anchor() + ")");
                continue;
            }
            if (!target.section().equals(group)) {
                group = target.section();
                lines.add("- " + (group.isEmpty() ? words.questions() : group));
            }
            lines.add("  - [" + text + "](#" + target.anchor() + ")");
        }
        return lines;
    }

    /** Where the lines stand in a text: first and last offset; nothing if it has no table of contents. */
    static int[] place(String head, SheetForm form) {
        Matcher block = form.contentsBlock().matcher(head);
        return block.find() ? new int[] {block.start("lines"), block.end("lines")} : new int[0];
    }

    /**
     * New lines, with those that somebody added to the old ones where they stood.
     *
     * @param before the old lines as they stand
     * @param written the old lines as the program wrote them
     * @param now the new lines
     * @param moved the new line of an old one, where it still leads to something
     */
    static List<String> merged(List<String> before, List<String> written, List<String> now, Map<String, String> moved) {
        Map<String, List<String>> own = new LinkedHashMap<>();
        String anchor = "";
        for (String line : before) {
            if (written.contains(line)) {
                String next = moved.getOrDefault(line, line);
                anchor = now.contains(next) ? next : anchor;
            } else {
                own.computeIfAbsent(anchor, a -> new ArrayList<>()).add(line);
            }
        }
        List<String> merged = new ArrayList<>(own.getOrDefault("", List.of()));
        for (String line : now) {
            merged.add(line);
            List<String> added = own.remove(line);
            merged.addAll(added == null ? List.of() : added);
        }
        return merged;
    }
}
