package io.github.answersheet.store;

import java.util.List;

/**
 * A quiz of a backlog, with everything that a worker needs to answer it.
 *
 * @param id hash of what its prompts are made of
 * @param textHash hash of its text alone
 * @param name of its file, for messages
 * @param knowledge what was found out about its questions, as JSON
 * @param numbers of its questions that are wanted
 */
public record QuizEntry(String id, String textHash, String name, String text, String knowledge, List<Integer> numbers) {

    public QuizEntry {
        numbers = List.copyOf(numbers);
    }
}
