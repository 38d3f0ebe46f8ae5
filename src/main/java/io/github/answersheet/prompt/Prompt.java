package io.github.answersheet.prompt;

/**
 * What is sent to a model.
 *
 * @param system byte-identical for all questions of a category, so that providers can cache it
 * @param user the question and what belongs to it alone
 * @param identity the user message without what changes when other questions of the quiz do: its number and its neighbours. A
 *     reply is kept under it, so that a question may move
 */
public record Prompt(String system, String user, String identity) {

    /** One that no quiz changes. */
    public Prompt(String system, String user) {
        this(system, user, user);
    }
}
