package io.github.answersheet.store;

/**
 * One question of a backlog.
 *
 * @param job whose settings it is answered by
 * @param quiz that it stands in
 * @param number in the quiz
 */
public record QuestionId(String job, String quiz, int number) {

    /** The name of its task. */
    public String task() {
        return job + "/" + quiz + "/" + number;
    }

    /** The question of a task. */
    public static QuestionId ofTask(String task) {
        String[] parts = task.split("/");
        return new QuestionId(parts[0], parts[1], Integer.parseInt(parts[2]));
    }
}
