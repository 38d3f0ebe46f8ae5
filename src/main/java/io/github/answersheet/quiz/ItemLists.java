package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides list by list whether its items are questions. */
final class ItemLists {
    private final SourceText source;
    private final Map<Integer, Boolean> asking = new HashMap<>();
    private final Map<Integer, List<Block>> items = new HashMap<>();

    private final boolean strictly;

    /**
     * @param bulletsAsk whether to take weaker evidence
     * @param strictly whether other texts of the file are marked as questions, so that a list has to ask to be one
     */
    ItemLists(SourceText source, List<Block> blocks, boolean bulletsAsk, boolean strictly) {
        this.source = source;
        this.strictly = strictly;
        for (Block block : blocks) {
            if (block.isItem()) {
                items.computeIfAbsent(block.list(), n -> new ArrayList<>()).add(block);
            }
        }
        items.forEach((list, members) -> asking.put(list, ask(members, bulletsAsk)));
    }

    /**
     * Whether the item starts a question.
     *
     * @param open the question that it could belong to, or null
     * @param before the question before it, or null
     * @param section the name of the section it stands in
     */
    boolean ask(Block item, Found open, Found before, String section) {
        boolean ordered = item.is(Block.Kind.ORDERED_ITEM);
        // "- Answer: …" after "- Question: …" belongs to it.
        if (open != null
                && LeadIn.of(source.line(item.firstLine()))
                        .filter(l -> l.matter() == Matter.ANSWERS && l.certain())
                        .isPresent()) {
            return false;
        }
        boolean goesOn =
                ordered && before != null && before.is(Found.Form.ITEM) && Headings.isNext(before.label(), label(item));
        boolean first = items.get(item.list()).get(0) == item;
        if (goesOn && first && (looksAsked(item) || isSubstantial(items.get(item.list())))) {
            asking.put(item.list(), true);
        }
        // A list inside a question is part of it, unless it goes on counting.
        boolean inside = ordered
                && open != null
                && open.form() == Found.Form.ITEM
                && first
                && !goesOn
                && startsAnew(item, open, section);
        if (inside && !allAsk(items.get(item.list()))) {
            asking.put(item.list(), false);
        }
        return asking.get(item.list())
                && (ordered || open == null || open.is(Found.Form.ITEM) && open.startsWith(Block.Kind.BULLET_ITEM));
    }

    private boolean isAnswer(Block item) {
        return LeadIn.of(source.line(item.firstLine()))
                .filter(l -> l.matter() == Matter.ANSWERS)
                .isPresent();
    }

    /** Whether the list of the item asks, wherever it stands. */
    boolean areQuestions(Block item) {
        return asking.get(item.list());
    }

    private boolean startsAnew(Block item, Found open, String section) {
        return label(item).equals("1") && open.section().equals(section);
    }

    private boolean allAsk(List<Block> members) {
        return members.stream().allMatch(i -> Evidence.asks(stem(i)) || Evidence.hasBoldStem(i.node()));
    }

    /** The number of an ordered item as written. */
    String label(Block item) {
        String line = source.line(item.firstLine()).strip();
        int end = 0;
        while (end < line.length() && Character.isDigit(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }

    private boolean ask(List<Block> members, boolean bulletsAsk) {
        boolean ordered = members.get(0).is(Block.Kind.ORDERED_ITEM);
        if (isChecklist(members)) {
            return true;
        }
        if (members.stream()
                .anyMatch(i -> Choices.read(source.line(i.firstLine()), 0)
                        .filter(c -> !ordered || c.letter().isEmpty())
                        .isPresent())) {
            return false;
        }
        long strong = members.stream().filter(i -> Evidence.asks(stem(i))).count();
        long signs = members.stream().filter(this::looksAsked).count();
        long links = members.stream().filter(i -> Evidence.isLink(i.node())).count();
        if (links * 2 >= members.size() || !isSubstantial(members)) {
            return false;
        }
        if (!ordered) {
            long clear = members.stream()
                    .filter(i -> Evidence.asks(stem(i)) || Evidence.demands(stem(i)) || isAnswer(i))
                    .count();
            return (strong > 0 && clear * 5 >= members.size() * 4) || (bulletsAsk && signs * 2 >= members.size());
        }
        long asking = members.stream()
                .filter(i -> Evidence.asks(PlainText.of(i.node()))
                        || Evidence.hasBoldStem(i.node())
                        || Choices.countIn(source, List.of(i)) >= 2)
                .count();
        if (strictly && !bulletsAsk && asking * 2 < members.size()) {
            return false;
        }
        return signs * 2 >= members.size() || bulletsAsk;
    }

    // "- [ ] What is a pod?": boxes for what has been learned.
    private boolean isChecklist(List<Block> members) {
        long asking = members.stream()
                .filter(i -> Choices.read(source.line(i.firstLine()), 0)
                        .filter(c -> c.letter().isEmpty() && !c.right() && Evidence.asks(c.text()))
                        .isPresent())
                .count();
        return members.size() >= 3 && asking == members.size();
    }

    List<Decision> decisions() {
        long ordered = items.values().stream()
                .filter(l -> l.get(0).is(Block.Kind.ORDERED_ITEM))
                .count();
        long orderedAsk = asking.entrySet().stream()
                .filter(e -> e.getValue() && items.get(e.getKey()).get(0).is(Block.Kind.ORDERED_ITEM))
                .count();
        long bulletsAsk = asking.values().stream().filter(a -> a).count() - orderedAsk;
        List<Decision> all = new ArrayList<>();
        String strict = strictly ? "; texts with a word and number ask as well, so a list has to ask to count" : "";
        if (ordered > 0) {
            all.add(new Decision(
                    "numbered lists",
                    orderedAsk == 0 ? "no questions" : "questions",
                    orderedAsk + " of " + ordered + " ask in half of their items or more" + strict));
        }
        if (items.size() > ordered) {
            all.add(new Decision(
                    "lists with bullets",
                    bulletsAsk == 0 ? "no questions" : "questions",
                    bulletsAsk + " of " + (items.size() - ordered) + " ask in four of five items"));
        }
        return all;
    }

    private boolean looksAsked(Block item) {
        String stem = stem(item);
        boolean told = Evidence.instructs(stem);
        return Evidence.asks(stem)
                || (!told
                        && (Evidence.opens(stem)
                                || Evidence.demandsSomewhere(stem)
                                || Evidence.hasBoldStem(item.node())))
                || Choices.countIn(source, List.of(item)) >= 2;
    }

    // The items of a key are letters or single words.
    private boolean isSubstantial(List<Block> members) {
        long words =
                members.stream().mapToLong(i -> Evidence.wordCount(stem(i))).sum();
        boolean spaced = members.stream().anyMatch(i -> stem(i).length() > 12);
        return words >= members.size() * 3L || (spaced && members.stream().anyMatch(i -> Evidence.asks(stem(i))));
    }

    private String stem(Block item) {
        return item.node().getFirstChild() == null
                ? ""
                : PlainText.of(item.node().getFirstChild());
    }
}
