package io.github.answersheet.benchmark;

import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quizzes like the sample's, of all four categories, in which no question is there twice.
 *
 * @param questions how many there are, in quizzes of fifteen
 */
record Bank(Path folder, int questions) {

    private static final Pattern QUESTION = Pattern.compile("(?m)^(\\d+)\\. \\*\\*(.*)\\*\\*$");

    /**
     * @param questions at least so many
     * @param variants of the code and the diagrams in their replies
     */
    static Bank in(Path folder, int questions, int variants) throws IOException {
        Files.createDirectories(folder);
        String sample = Files.readString(ProjectFiles.SAMPLE_QUIZ);
        int number = 0;
        for (int quiz = 0; number < questions; quiz++) {
            StringBuilder text = new StringBuilder();
            Matcher question = QUESTION.matcher(sample);
            while (question.find()) {
                String marked = String.format(
                        "%s. **%s (kind-%02d case-%06d variant-%d)**",
                        question.group(1),
                        question.group(2),
                        Integer.parseInt(question.group(1)),
                        number,
                        number % variants);
                question.appendReplacement(text, Matcher.quoteReplacement(marked));
                number++;
            }
            question.appendTail(text);
            Files.writeString(folder.resolve(String.format("quiz-%05d.md", quiz)), text);
        }
        return new Bank(folder, number);
    }
}
