package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says of each line of a question whether a student sees it. Lines that give the answer away are the author's key;
 * hints under a heading of their own are kept apart.
 */
final class LineRoles {

    enum Role {
        TEXT,
        KEY,
        HINT,
        DROPPED
    }

    private final SourceText source;
    private final HiddenParts hidden;
    private final TreeMap<Integer, Role> roles = new TreeMap<>();
    private final List<Choices.Line> choices = new ArrayList<>();
    private final List<String> hints = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private final boolean lettersMayBeOptions;

    private Role mode = Role.TEXT;
    private List<String> collecting;

    LineRoles(SourceText source, HiddenParts hidden, Found found, List<Part> parts) {
        this.source = source;
        this.hidden = hidden;
        this.lettersMayBeOptions = hasLetter(parts, "B");
        for (int i = 0; i < parts.size(); i++) {
            read(parts.get(i).block(), i == 0 && found.form() != Found.Form.DETAILS);
        }
        List<Choices.Line> ordered = Choices.inOrder(choices);
        choices.retainAll(ordered);
        hideExplanations(parts);
    }

    Optional<Role> role(int line) {
        return Optional.ofNullable(roles.get(line));
    }

    /** Lines of that role, in order. */
    List<Integer> lines(Role role) {
        return roles.entrySet().stream()
                .filter(e -> e.getValue() == role)
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    List<Choices.Line> choices() {
        return choices;
    }

    List<String> hints() {
        return hints.stream().map(LineRoles::tidy).filter(h -> !h.isEmpty()).toList();
    }

    List<String> examples() {
        return examples.stream().map(LineRoles::tidy).filter(h -> !h.isEmpty()).toList();
    }

    private static String tidy(String text) {
        return text.strip().replaceAll("(?<![*_])[*_]$", "").strip();
    }

    private boolean hasLetter(List<Part> parts, String letter) {
        for (Part part : parts) {
            for (int line = part.block().firstLine(); line <= part.block().lastLine(); line++) {
                if (Choices.read(source.line(line), line)
                        .filter(c -> c.letter().equals(letter))
                        .isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private void read(Block block, boolean first) {
        if (first && block.is(Block.Kind.HEADING)) {
            return;
        }
        if (hidden.hides(block)) {
            boolean hint = hidden.around(block)
                    .filter(d -> Matter.of(d.summary()) == Matter.HINTS)
                    .isPresent();
            fill(block, hint ? Role.TEXT : Role.KEY);
        } else if (block.is(Block.Kind.HEADING)) {
            heading(block);
        } else if (block.is(Block.Kind.HTML) && source.line(block.firstLine()).contains("<!--")) {
            comment(block);
        } else if (block.is(Block.Kind.CODE)) {
            fill(block, mode);
        } else if (block.is(Block.Kind.RULE)) {
            roles.put(block.firstLine(), Role.DROPPED);
        } else {
            collecting = null;
            if (mode == Role.HINT) {
                hints.add("");
                collecting = hints;
            }
            for (int line = block.firstLine(); line <= block.lastLine(); line++) {
                line(line, first && line == block.firstLine());
            }
        }
    }

    // Authors hide answers in comments.
    private void comment(Block block) {
        String inside = source.lines(block.firstLine(), block.lastLine())
                .replaceAll("<!--|-->", "")
                .strip();
        boolean answers = LeadIn.of(inside.lines().findFirst().orElse(""))
                .filter(lead -> lead.matter() == Matter.ANSWERS)
                .isPresent();
        fill(block, answers ? Role.KEY : mode);
    }

    private void fill(Block block, Role role) {
        for (int line = block.firstLine(); line <= block.lastLine(); line++) {
            roles.put(line, role);
        }
    }

    private void heading(Block block) {
        Matter matter = Matter.of(PlainText.of(block.node()));
        switch (matter) {
            case HINTS -> mode = Role.HINT;
            case ANSWERS -> mode = Role.KEY;
            case QUESTION, EXAMPLES -> mode = Role.TEXT;
            default -> {
                // A topic inside what is being read.
            }
        }
        boolean shown = mode == Role.TEXT && matter != Matter.QUESTION;
        fill(block, shown ? Role.TEXT : Role.DROPPED);
    }

    private void line(int number, boolean startsQuestion) {
        String text = source.line(number);
        Optional<Choices.Line> choice = startsQuestion ? Optional.empty() : choice(text, number);
        Optional<LeadIn> lead = startsQuestion || choice.isPresent() ? Optional.empty() : LeadIn.of(text);
        if (choice.isPresent()) {
            collecting = null;
            // The letters of a key are no options.
            if (mode != Role.KEY || choices.isEmpty()) {
                choices.add(choice.get());
                mode = Role.TEXT;
            }
        } else if (lead.filter(l -> l.matter() != Matter.OTHER).isPresent()) {
            lead(lead.get());
        } else if (collecting != null) {
            int last = collecting.size() - 1;
            collecting.set(last, (collecting.get(last) + " " + text.strip().replaceFirst("^>\\s*", "")).strip());
        }
        roles.put(number, mode);
    }

    private Optional<Choices.Line> choice(String text, int number) {
        return Choices.read(text, number).filter(c -> c.letter().isEmpty() || lettersMayBeOptions);
    }

    private void lead(LeadIn lead) {
        switch (lead.matter()) {
            case ANSWERS -> {
                mode = Role.KEY;
                collecting = null;
            }
            case HINTS, EXAMPLES -> {
                mode = mode == Role.HINT ? mode : Role.TEXT;
                collecting = lead.matter() == Matter.HINTS ? hints : examples;
                collecting.add(lead.rest());
            }
            case QUESTION -> mode = Role.TEXT;
            default -> collecting = null;
        }
    }

    // Behind ticked options authors explain the tick.
    private void hideExplanations(List<Part> parts) {
        if (choices.stream().noneMatch(Choices.Line::right)) {
            return;
        }
        int firstChoice = choices.get(0).line();
        int lastChoice = choices.get(choices.size() - 1).line();
        boolean boxed = Choices.isBox(source.line(lastChoice));
        for (Part part : parts) {
            Block block = part.block();
            boolean after = block.firstLine() > lastChoice;
            for (int line = block.firstLine(); line <= block.lastLine(); line++) {
                boolean quoted =
                        line > firstChoice && source.line(line).stripLeading().startsWith(">");
                boolean explains = after && !block.is(Block.Kind.CODE) && !boxed;
                if (roles.get(line) == Role.TEXT && (quoted || explains)) {
                    roles.put(line, Role.KEY);
                }
            }
        }
    }
}
