package io.github.answersheet.llm;

import java.util.Locale;

/**
 * Which of the calls for one question it is. No two calls for a question have the same step.
 *
 * @param name in lower-case words joined by hyphens; empty for the draft
 */
public record Step(String name) {

    private static final String SHEET = "sheet";

    /** Asks for the whole answer. */
    public static final Step DRAFT = new Step("");

    /** Asks for the whole answer again, because what came could not be mended. */
    public static final Step REDRAFT = new Step("redraft");

    /** Asks an examiner for cases that the answer is tried with. */
    public static final Step PROOF = new Step("proof");

    /** Asks where the questions of a quiz stand. */
    public static final Step OUTLINE = new Step("outline");

    /** Asks the same again, because what came could not be used. */
    public static final Step OUTLINE_AGAIN = new Step("outline-again");

    /**
     * Asks the examiner again for cases that did not work.
     *
     * @param round 2 for the first time
     */
    public static Step proof(int round) {
        return new Step("proof-" + round);
    }

    /**
     * Asks for what contradicts in the answers of a sheet, which is no matter of one question.
     *
     * @param part 1 for the first part of a sheet
     */
    public static Step sheet(int part) {
        return new Step(part == 1 ? SHEET : SHEET + "-" + part);
    }

    /** Whether it is about the sheet and not about a question. */
    public boolean isOfSheet() {
        return name.matches(SHEET + "(?:-\\d+)?");
    }

    /**
     * @param round 1 for the first repair
     */
    public static Step repair(int round) {
        return new Step("repair-" + round);
    }

    /**
     * Asks for an answer or some of its sections as their author wants them.
     *
     * @param proposal 1 for the first
     */
    public static Step revision(int proposal) {
        return new Step("revise-" + proposal);
    }

    /**
     * Asks for one section.
     *
     * @param label of the section
     */
    public static Step section(String label) {
        return new Step("section-" + label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    }

    /** Asks for the same again, with a higher limit on its length. */
    public Step longer() {
        return new Step(name.isEmpty() ? "longer" : name + "-longer");
    }

    /** Whether it mends what came before: a repair, the redraft, or an examiner who is asked again. */
    public boolean isRepair() {
        return isSectionRepair() || isProofAgain() || equals(REDRAFT);
    }

    /** Whether it asks for some sections again. */
    public boolean isSectionRepair() {
        return name.startsWith("repair-");
    }

    /** Whether it asks an examiner again. */
    public boolean isProofAgain() {
        return name.startsWith("proof-");
    }

    /** For messages: {@code draft}, {@code repair 1}. */
    @Override
    public String toString() {
        return name.isEmpty() ? "draft" : name.replaceFirst("-", " ");
    }
}
