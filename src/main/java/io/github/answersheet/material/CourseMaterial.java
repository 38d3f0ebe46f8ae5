package io.github.answersheet.material;

import io.github.answersheet.quiz.Question;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The author's course, searched for what bears on a question. Thread-safe. */
public final class CourseMaterial implements AutoCloseable {

    private final List<Passage> passages;
    private final PassageIndex index;

    private CourseMaterial(List<Passage> passages, List<String> stopWords) {
        this.passages = passages;
        this.index = new PassageIndex(passages, stopWords);
    }

    /**
     * Reads Markdown and text: named files, and all below named folders but hidden ones.
     *
     * @param stopWords words of quizzes that say nothing about their subject
     * @throws InputException if a path cannot be read or there is no text
     */
    public static CourseMaterial open(List<Path> paths, List<String> stopWords) {
        List<Passage> passages = new ArrayList<>();
        for (Path path : paths) {
            List<Passage> found = MaterialFiles.passages(path);
            if (found.isEmpty()) {
                throw new InputException(Problem.of("--material " + path, "no Markdown or text in it"));
            }
            passages.addAll(found);
        }
        return new CourseMaterial(List.copyOf(passages), stopWords);
    }

    /**
     * The passages that bear on a question, the best first; none if none does. Never two that say the same.
     *
     * @param budget the most characters of all texts together
     */
    public List<Passage> passagesFor(Question question, int budget) {
        List<Passage> chosen = new ArrayList<>();
        int left = budget;
        for (int hit : index.search(question.text())) {
            Passage passage = passages.get(hit);
            boolean isNew = chosen.stream().noneMatch(c -> c.text().equals(passage.text()));
            if (isNew && passage.text().length() <= left) {
                chosen.add(passage);
                left -= passage.text().length();
            }
        }
        return chosen;
    }

    @Override
    public void close() {
        index.close();
    }
}
