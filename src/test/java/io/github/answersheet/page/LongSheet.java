package io.github.answersheet.page;

import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sheet of any length, made of the answers of the sample. */
final class LongSheet {

    private static final Pattern ANSWER = Pattern.compile("(?ms)^## Answer \\d+: (.*?)(?=^---$)");

    private LongSheet() {}

    static Path write(Path file, int answers) throws IOException {
        String sample = Files.readString(ProjectFiles.SAMPLE.resolve("quiz.answers.md"));
        StringBuilder sheet = new StringBuilder("# A long sheet\n\n");
        Matcher answer = ANSWER.matcher(sample);
        for (int number = 1; number <= answers; number++) {
            if (!answer.find()) {
                answer.reset();
                answer.find();
            }
            sheet.append("## Answer ")
                    .append(number)
                    .append(": ")
                    .append(answer.group(1))
                    .append("---\n\n");
        }
        return Files.writeString(file, sheet);
    }
}
