package io.github.answersheet.pack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.pack.PromptDocument.Part;
import io.github.answersheet.pack.PromptDocument.Sample;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a pack from a prompt that somebody gives to a chat together with a quiz. */
public final class PackImport {

    /** The pack that imported ones extend. */
    public static final String PARENT = "base";

    private static final String VERSION = "0.1.0";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\[[A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)++\\]|\\[X\\]");
    private static final Pattern LIST_ITEM = Pattern.compile("(?m)^(?:[-*+]|\\d+[.)])\\s+(.*)$");
    private static final int LEAST_SHARED = 2;
    private static final int LONGEST_NAME = 200;

    private final SourceText source;
    private final ImportWords words = ImportWords.read(PARENT);
    private final List<Problem> problems = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<String, ImportedFormat> formats = new LinkedHashMap<>();
    private final Map<String, Sample> exemplars = new LinkedHashMap<>();
    private final Map<String, String> files = new TreeMap<>();
    private final List<Part> focus = new ArrayList<>();
    private final List<Part> considerations = new ArrayList<>();
    private final List<String> wants = new ArrayList<>();
    private Optional<Part> resources = Optional.empty();

    private PackImport(SourceText source) {
        this.source = source;
    }

    /** What an import says of a part of the prompt. */
    public enum Fate {
        TOOK,
        LEFT,
        UNSURE
    }

    /**
     * What became of a part of the prompt.
     *
     * @param line where it begins
     * @param what a few words
     */
    public record Note(Fate fate, int line, String what) {}

    /**
     * A pack made from a prompt.
     *
     * @param name as its folder is called
     * @param files by their names in it
     * @param notes in the order of the prompt
     */
    public record Imported(String name, Map<String, String> files, List<Note> notes) {}

    /**
     * @param name of the pack; empty to make one from the title
     * @throws InputException with all that is damaged, if no pack can be made of it
     */
    public static Imported of(SourceText prompt, Optional<String> name) {
        return new PackImport(prompt).imported(name);
    }

    private Imported imported(Optional<String> name) {
        PromptDocument document = PromptDocument.read(source, problems);
        document.parts().forEach(this::part);
        if (formats.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.of(
                    source.name(),
                    "no answer format was found; a format is a fence with lines such as **Label:**, under a heading"
                            + " with the name of its kind of question"));
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        String title = title(document.title());
        String id = name.orElse(slug(title));
        exemplars.forEach((category, sample) -> files.put(
                "exemplars/" + category + ".md",
                String.join("\n", sample.lines()).strip() + "\n"));
        formats.forEach((category, format) -> files.put("templates/" + category + ".md", format.template()));
        List<String> parts = new ArrayList<>(List.of("role", "answer-rules", "focus", "mermaid"));
        rules();
        ArrayNode closing = closing(parts);
        files.put("pack.json", manifest(id, title, parts, closing));
        placeholders();
        notes.sort(Comparator.comparingInt(Note::line));
        return new Imported(id, files, List.copyOf(notes));
    }

    private void part(Part part) {
        String heading = part.heading();
        boolean isExample = words.isHeading(heading, "examples") || words.isHeading(part.above(), "examples");
        for (Sample sample : part.samples()) {
            if (isExample || ImportedFormat.isAnswer(sample)) {
                exemplar(part, sample);
            } else {
                format(part, sample);
            }
        }
        if (!part.samples().isEmpty()) {
            if (words.isHeading(heading, "structure")) {
                structure(part);
            }
            return;
        }
        if (part.text().isBlank()) {
            return;
        }
        if (part.level() <= 1) {
            note(Fate.LEFT, part, "what stands before the first heading");
        } else if (isNamed(heading, "role")) {
            files.put("parts/role.md", part.text() + "\n");
            note(Fate.TOOK, part, "the role");
        } else if (words.isHeading(heading, "structure")) {
            structure(part);
        } else if (isNamed(heading, "objective")) {
            bullets(part).forEach(wants::add);
            note(Fate.TOOK, part, "the objectives, as rules");
        } else if (words.isHeading(heading, "focus")) {
            focus.add(part);
            note(Fate.TOOK, part, "the points of \"" + heading + "\"");
        } else if (words.isHeading(heading, "diagrams") && !files.containsKey("parts/mermaid.md")) {
            files.put("parts/mermaid.md", below(part) + "\n");
            note(Fate.TOOK, part, "the rules for diagrams");
        } else if (words.isHeading(heading, "resources")) {
            resources = Optional.of(part);
            note(Fate.TOOK, part, "what stands at the end of each sheet");
        } else if (words.isHeading(heading, "examples") || words.isHeading(heading, "formats")) {
            note(
                    Fate.LEFT,
                    part,
                    "the words under \"" + heading + "\": the program says where formats and examples are");
        } else {
            considerations.add(part);
            note(
                    words.isHeading(heading, "considerations") ? Fate.TOOK : Fate.UNSURE,
                    part,
                    "\"" + heading + "\", as rules for every answer");
        }
    }

    // "Role" is one, and "The role of indexes" is not.
    private boolean isNamed(String heading, String kind) {
        return words.isHeading(heading, kind) && heading.split(" ").length <= 3;
    }

    private void note(Fate fate, Part part, String what) {
        notes.add(new Note(fate, part.line(), what));
    }

    private void format(Part part, Sample sample) {
        String name = categoryName(part.heading());
        ImportedFormat format = ImportedFormat.read(source, sample, name, words, problems);
        String id = slug(name);
        if (format.labels().isEmpty()) {
            notes.add(new Note(Fate.LEFT, sample.line(), "a fence without labels under \"" + part.heading() + "\""));
            return;
        }
        if (formats.putIfAbsent(id, format) != null) {
            problems.add(Problem.at(
                    source,
                    source.lineStart(sample.line()),
                    "this is a second format of the category " + name + "; give its heading another name"));
        }
        notes.add(new Note(Fate.TOOK, sample.line(), name + ": " + format.described()));
        notes.addAll(format.notes());
    }

    private String categoryName(String heading) {
        // "Multiple Choice Answer Format with Diagram" has it in the middle.
        String name = heading.length() > LONGEST_NAME ? heading.substring(0, LONGEST_NAME) : heading;
        for (String phrase : words.categoryEnds()) {
            if (phrase.contains(" ")) {
                name = name.replaceAll("(?i)\\s+" + Pattern.quote(phrase) + "\\b", "");
            }
        }
        boolean isShorter = true;
        while (isShorter) {
            String before = name;
            for (String end : words.categoryEnds()) {
                if (name.toLowerCase(Locale.ROOT).endsWith(" " + end)) {
                    name = name.substring(0, name.length() - end.length()).strip();
                }
            }
            isShorter = !name.equals(before);
        }
        name = PromptDocument.plain(name.replaceAll("\\s*\\([^)]*\\)$", ""));
        // One format for all questions often stands under the structure.
        return name.isEmpty() || words.isHeading(heading, "structure") ? "General" : name;
    }

    private void exemplar(Part part, Sample sample) {
        List<String> labels = ImportedFormat.labelsOf(sample);
        Optional<Map.Entry<String, Long>> best = formats.entrySet().stream()
                .map(f -> Map.entry(
                        f.getKey(),
                        f.getValue().labels().stream()
                                .filter(l -> labels.contains(l.name()))
                                .count()))
                .max(Map.Entry.comparingByValue());
        String named = slug(categoryName(part.heading()));
        String category = formats.containsKey(named)
                ? named
                : best.filter(b -> b.getValue() >= LEAST_SHARED)
                        .map(Map.Entry::getKey)
                        .orElse("");
        if (category.isEmpty()) {
            notes.add(new Note(Fate.LEFT, sample.line(), "an example whose labels are those of no format before it"));
        } else if (exemplars.putIfAbsent(category, sample) != null) {
            notes.add(new Note(Fate.LEFT, sample.line(), "another example of " + category + "; a pack sends one"));
        } else {
            notes.add(new Note(Fate.TOOK, sample.line(), "the example of " + category));
        }
    }

    // What the program writes is not asked of the model.
    private void structure(Part part) {
        for (String item : bullets(part)) {
            String name = item.replaceAll("^\\*\\*([^*]+?):?\\*\\*:?.*$", "$1");
            boolean isWritten = ImportWords.hasAny(name, words.written());
            if (isWritten) {
                note(Fate.LEFT, part, "\"" + name + "\": the program writes it");
            } else {
                wants.add(item);
            }
        }
        note(Fate.TOOK, part, "what each answer has to provide, as rules");
    }

    private static List<String> bullets(Part part) {
        return LIST_ITEM
                .matcher(part.text())
                .results()
                .map(r -> r.group(1).strip())
                .toList();
    }

    private void rules() {
        if (!files.containsKey("parts/role.md")) {
            notes.add(new Note(Fate.UNSURE, 1, "no role was found; parts/role.md is that of " + PARENT));
        }
        if (!focus.isEmpty()) {
            files.put(
                    "parts/focus.md", focus.stream().map(PackImport::below).collect(Collectors.joining("\n\n")) + "\n");
        }
        StringBuilder rules = new StringBuilder(Packs.read(PARENT).parts().get("answer-rules"));
        if (!wants.isEmpty()) {
            rules.append("\n\n").append(words.wants()).append("\n");
            wants.forEach(want -> rules.append("\n- ").append(want));
        }
        considerations.forEach(part ->
                rules.append("\n\n**").append(part.heading()).append("**\n\n").append(below(part)));
        if (!wants.isEmpty() || !considerations.isEmpty()) {
            files.put("parts/answer-rules.md", rules + "\n");
        }
    }

    private static String below(Part part) {
        return part.text();
    }

    private ArrayNode closing(List<String> parts) {
        ArrayNode closing = new JsonMapper().createArrayNode();
        if (resources.isEmpty()) {
            return closing;
        }
        // The first sentences tell the model what to do; readers get the lists, and the reminders as a part of their
        // own.
        List<String> list = new ArrayList<>();
        List<String> reminders = new ArrayList<>();
        boolean isList = false;
        boolean isReminder = false;
        for (String line : resources.get().text().lines().toList()) {
            boolean isProse = !line.isBlank() && Character.isLetter(line.charAt(0));
            if (isProse && ImportWords.hasAny(line, words.reminders())) {
                isReminder = true;
                continue;
            }
            isList = isList || LIST_ITEM.matcher(line).matches();
            if (isReminder) {
                reminders.add(line);
            } else if (isList) {
                list.add(line);
            }
        }
        add(closing, parts, "resources", resources.get().heading(), list);
        add(closing, parts, "best-practices", words.bestPractices(), reminders);
        return closing;
    }

    private void add(ArrayNode closing, List<String> parts, String part, String heading, List<String> lines) {
        String text = String.join("\n", lines).strip();
        if (!text.isEmpty()) {
            parts.add(part);
            files.put("parts/" + part + ".md", text + "\n");
            closing.addObject().put("heading", heading).put("part", part);
        }
    }

    private String manifest(String id, String title, List<String> parts, ArrayNode closing) {
        ObjectNode pack = new JsonMapper().createObjectNode();
        pack.put("name", id).put("version", VERSION).put("extends", PARENT).put("title", title);
        pack.set(
                "parts",
                pack.arrayNode().addAll(parts.stream().map(pack::textNode).toList()));
        pack.set("closing", closing);
        ArrayNode categories = pack.putArray("categories");
        ArrayNode evidence = pack.putArray("evidence");
        formats.forEach((category, format) -> {
            ObjectNode entry = categories.addObject().put("id", category).put("name", format.name());
            ArrayNode sections = entry.putArray("sections");
            String plural = format.name().endsWith("s") ? "" : "s";
            Stream.of("", plural, " Question", " Questions")
                    .distinct()
                    .forEach(end -> sections.add(format.name() + end));
            if (format.isProvable()) {
                entry.put("proof", true);
            }
            words.evidence().stream()
                    .filter(sign -> ImportWords.hasAny(format.name(), sign.words()))
                    .forEach(sign -> {
                        ObjectNode own = evidence.addObject().put("category", category);
                        own.setAll((ObjectNode) sign.sign());
                    });
        });
        evidence.addObject().put("category", formats.keySet().iterator().next());
        return pack.toPrettyString() + "\n";
    }

    private void placeholders() {
        List<String> left = PLACEHOLDER
                .matcher(source.text())
                .results()
                .map(r -> r.group())
                .filter(name -> !name.equals("[X]"))
                .distinct()
                .toList();
        if (!left.isEmpty()) {
            Matcher first = PLACEHOLDER.matcher(source.text());
            int line = first.find() ? source.position(first.start()).line() : 1;
            notes.add(new Note(
                    Fate.UNSURE,
                    line,
                    "the prompt has places to be filled in: " + String.join(", ", left) + "; fill them in the pack"));
        }
    }

    private String title(String heading) {
        String title = PromptDocument.plain(heading);
        for (String end : words.titleEnds()) {
            if (title.toLowerCase(Locale.ROOT).endsWith(end)) {
                title = title.substring(0, title.length() - end.length()).replaceAll("[\\s:–—-]+$", "");
                break;
            }
        }
        if (title.isEmpty()) {
            notes.add(new Note(Fate.UNSURE, 1, "no title was found; the pack is called \"Imported\""));
            return "Imported";
        }
        return title;
    }

    static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String shorter = slug.substring(0, Math.min(slug.length(), 48)).replaceAll("-+$", "");
        return shorter.isEmpty() ? "imported" : shorter;
    }
}
