package io.github.answersheet.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.check.Checker;
import io.github.answersheet.check.RuleSet;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.prompt.Grounding;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.repair.DraftBy;
import io.github.answersheet.repair.Effort;
import io.github.answersheet.repair.Ladder;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.sheet.Standing;
import io.github.answersheet.source.Defect;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Authors edit quiz and sheet as they like, and run again and again. No section that was written by hand is lost, or comes
 * under another question, and a run after a run does nothing.
 */
class EditedSheetsTest {

    private static final Pack PACK = Packs.read(Packs.DEFAULT);
    private static final List<String> LABELS = PACK.categories().get(0).format().drafted().stream()
            .map(Label::name)
            .toList();
    private static final int STEPS = 6;

    @TempDir
    private Path folder;

    @Test
    void someSequencesOfEdits() throws Exception {
        for (int seed = 0; seed < 25; seed++) {
            new Author(seed).work();
        }
    }

    @Test
    @Tag("campaign")
    void manySequencesOfEdits() throws Exception {
        for (int seed = 0; seed < 1_000; seed++) {
            new Author(seed).work();
        }
    }

    /** What somebody wrote into the answer to a question. */
    private record Hand(String key, String label, String body) {}

    private final class Author {

        private final Random random;
        private final Path sheet;
        private final Path record;
        private final List<String> questions = new ArrayList<>();
        private final Map<String, Hand> hands = new LinkedHashMap<>();
        private final List<String> between = new ArrayList<>();
        private final String story;
        private final List<String> done = new ArrayList<>();
        private int count;
        private int calls;

        Author(int seed) {
            this.random = new Random(seed);
            this.story = "seed " + seed;
            this.sheet = folder.resolve(seed + ".answers.md");
            this.record = SheetFile.recordOf(sheet);
        }

        void work() throws Exception {
            for (int i = 0; i < 3 + random.nextInt(4); i++) {
                questions.add(question());
            }
            run();
            for (int step = 0; step < STEPS; step++) {
                for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                    edit();
                }
                run();
                check();
                String before = Files.readString(sheet);
                String recorded = Files.readString(record);
                int called = calls;
                run();
                assertEquals(called, calls, this::told);
                assertEquals(before, Files.readString(sheet), this::told);
                assertEquals(recorded, Files.readString(record), this::told);
            }
        }

        private String told() {
            return story + ": " + done;
        }

        private String question() {
            String key = "key" + count++;
            StringBuilder text = new StringBuilder("What does " + key + " tell of");
            for (int i = 0; i < 8; i++) {
                text.append(' ').append("word").append(random.nextInt(1_000));
            }
            return text + "?";
        }

        private static String key(String question) {
            return question.replaceFirst("(?s).*?(key\\d+).*", "$1");
        }

        private void edit() throws IOException {
            int place = random.nextInt(questions.size());
            switch (random.nextInt(10)) {
                case 0 -> {
                    done.add("insert at " + place);
                    questions.add(place, question());
                }
                case 1 -> {
                    if (questions.size() > 3) {
                        done.add("delete " + key(questions.get(place)));
                        questions.remove(place);
                    }
                }
                case 2 -> {
                    done.add("move " + key(questions.get(place)));
                    questions.add(random.nextInt(questions.size()), questions.remove(place));
                }
                case 3 -> {
                    done.add("reword " + key(questions.get(place)));
                    questions.set(place, questions.get(place).replace("?", " again?"));
                }
                case 4 -> approve();
                case 5 -> {
                    if (random.nextInt(4) == 0) {
                        done.add("lose the record");
                        Files.deleteIfExists(record);
                    }
                }
                case 6 -> writeBetween();
                default -> writeInto();
            }
        }

        private void approve() {
            SheetFile file = file();
            List<Standing> all = file.standings();
            Standing one = all.get(random.nextInt(all.size()));
            done.add("approve " + one.number());
            file.approve(Optional.empty(), Set.of(one.number()), Optional.of("Ada"));
        }

        private void writeInto() throws IOException {
            String text = Files.readString(sheet);
            List<Draft> drafts = drafts(text);
            Draft draft = drafts.get(random.nextInt(drafts.size()));
            String label = LABELS.get(random.nextInt(LABELS.size() - 1));
            draft.section(label).ifPresent(section -> {
                String body = section.body() + "\n\nBy hand " + count++ + ".";
                done.add("write into " + label + " of " + draft.number().orElseThrow());
                String key = key(draft.question().orElseThrow());
                hands.put(key + label, new Hand(key, label, body));
                write(text.substring(0, section.bodyOffset())
                        + body
                        + text.substring(section.bodyOffset() + section.body().length()));
            });
        }

        private void writeBetween() throws IOException {
            String text = Files.readString(sheet);
            int gap = text.indexOf("\n---\n\n## Answer ", random.nextInt(text.length()));
            if (gap >= 0) {
                String words = "Between " + count++ + ".";
                done.add(words);
                between.add(words);
                write(text.substring(0, gap) + "\n---\n\n" + words + "\n" + text.substring(gap));
            }
        }

        private void write(String text) {
            try {
                Files.writeString(sheet, text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void check() throws IOException {
            String text = Files.readString(sheet);
            Map<String, Draft> byKey = new HashMap<>();
            for (Draft draft : drafts(text)) {
                Draft twin = byKey.put(key(draft.question().orElseThrow()), draft);
                assertTrue(twin == null, () -> told() + ": two answers to one question");
            }
            for (Hand hand : hands.values()) {
                Draft draft = byKey.get(hand.key());
                assertTrue(draft != null, () -> told() + ": lost " + hand);
                String body = draft.section(hand.label()).orElseThrow().body();
                // What stands between answers is read as the end of the section before.
                assertEquals(hand.body(), body.replaceFirst("(?s)\n+---\n.*", ""), this::told);
            }
            for (String words : between) {
                assertEquals(2, (" " + text + " ").split("\\Q" + words + "\\E").length, () -> told() + ": " + words);
            }
            Quiz quiz = quiz();
            List<String> order = drafts(text).stream()
                    .map(draft -> key(draft.question().orElseThrow()))
                    .filter(key -> questions.stream().anyMatch(q -> key(q).equals(key)))
                    .toList();
            assertEquals(quiz.questions().stream().map(q -> key(q.text())).toList(), order, this::told);
        }

        private List<Draft> drafts(String text) {
            return new DraftReader(PACK).readSheet(SourceText.of("sheet", text));
        }

        private Quiz quiz() {
            StringBuilder text = new StringBuilder("# Quiz\n\n## Conceptual Questions\n\n");
            for (int i = 0; i < questions.size(); i++) {
                text.append(i + 1).append(". ").append(questions.get(i)).append('\n');
            }
            return QuizReader.read(SourceText.of("quiz.md", text.toString()));
        }

        private SheetFile file() {
            return new SheetFile(sheet, PACK, message -> {});
        }

        private void run() throws InterruptedException {
            Quiz quiz = quiz();
            SheetFile file = file();
            Set<Integer> numbers = (file.isThere() ? file.standings(quiz) : List.<Standing>of())
                    .stream()
                            .filter(s -> s.question().isPresent() && !s.wantsDraft(false, alike -> true))
                            .map(Standing::number)
                            .collect(Collectors.toSet());
            Planner planner = new Planner(
                    new Classifier(PACK, Optional.empty()),
                    (question, neighbours) -> new Grounding(neighbours, List.of(), List.of()));
            QuizTask task = new QuizTask(
                    quiz, planner.plan(quiz, q -> !numbers.contains(q.number())), Optional.of(sheet), true);
            new BankRun(PACK, ladder()::answer, 1, Turns.ofCores(false), new Progress() {
                        @Override
                        public void answered(QuizTask of, Outcome outcome) {
                            // Counted as calls.
                        }

                        @Override
                        public void finished(QuizTask of, QuizResult result) {
                            file.write(
                                    quiz,
                                    result.sheet(),
                                    result.outcomes(),
                                    s -> s.wantsDraft(false, alike -> true),
                                    false,
                                    true);
                        }

                        @Override
                        public void failed(QuizTask of, Defect why) {
                            throw new IllegalStateException(why);
                        }
                    })
                    .run(List.of(task).iterator());
        }

        private Ladder ladder() {
            ChatClient client = new ChatClient() {
                @Override
                public Reply chat(Call call) {
                    calls++;
                    return reply(call);
                }

                @Override
                public String description() {
                    return "made up";
                }
            };
            return new Ladder(
                    PACK,
                    client,
                    new Checker(SharedLanguages.READING, RuleSet.of(List.of())),
                    new Effort(0, DraftBy.ANSWER, OptionalInt.empty(), false, 0));
        }

        private Reply reply(Call call) {
            String key = key(call.subject().text());
            String sections = LABELS.stream()
                    .map(label -> "**" + label + ":**\n\nThe model says of " + key + " in call " + calls + ".")
                    .collect(Collectors.joining("\n\n"));
            return new Reply(
                    "## Answer " + call.question() + ": On " + key + "\n\n" + sections,
                    Reply.Finish.STOP,
                    Usage.NONE,
                    "",
                    Duration.ZERO,
                    Reply.Origin.ENDPOINT);
        }
    }
}
