package io.github.answersheet.quiz;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How reading grows with the size of a quiz. Prints; asserts nothing. */
@Tag("benchmark")
class QuizReadingBenchmark {

    @Test
    void growth() throws IOException {
        String sample = Files.readString(ProjectFiles.SAMPLE_QUIZ);
        System.out.println("reading a quiz: MB, questions, seconds, MB/s, seconds per MB against the first row");
        double first = 0;
        for (int megabytes : new int[] {1, 1, 2, 5, 10, 20}) {
            String text = sample.repeat(megabytes * 1_000_000 / sample.length() + 1);
            long start = System.nanoTime();
            int questions =
                    QuizReader.read(SourceText.of("quiz.md", text)).questions().size();
            double seconds = (System.nanoTime() - start) / 1e9;
            double perMegabyte = seconds / (text.length() / 1e6);
            first = first == 0 ? perMegabyte : Math.min(first, perMegabyte);
            System.out.printf(
                    "%6.1f %8d %7.2f %7.1f %6.2f%n",
                    text.length() / 1e6, questions, seconds, 1 / perMegabyte, perMegabyte / first);
        }
    }
}
