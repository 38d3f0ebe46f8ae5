package io.github.answersheet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.check.BlockCounts;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.RuleSet;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.draft.Extent;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.examine.VerifiedLine;
import io.github.answersheet.language.Language;
import io.github.answersheet.llm.Prices;
import io.github.answersheet.llm.Step;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.repair.Attempt;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.QuizResult;
import io.github.answersheet.run.QuizTask;
import io.github.answersheet.sheet.Answer;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.sheet.TrialsJson;
import io.github.answersheet.source.OutputFile;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code generate --report} writes; {@code report-1.schema.json} among the resources describes it. The names are kept;
 * new ones may come.
 */
final class RunReport implements AutoCloseable {

    private static final String SCHEMA = "answersheet/report/1";

    private final Path file;
    // Null for no report, or one that goes to stdout.
    private final OutputFile output;
    private final JsonGenerator json;
    private final boolean isRun;
    private final DraftReader reader;
    private final Optional<Prices> prices;
    private final Totals totals = new Totals();
    private Optional<IOException> broken = Optional.empty();

    /**
     * @param file to write when the run ends, however it ends; null for no report, and {@code -} for stdout
     * @param out stdout
     * @param model as messages name it
     * @param rules that answers were held to
     * @param isRun whether code is run
     */
    RunReport(
            Path file,
            PrintWriter out,
            String model,
            Pack pack,
            RuleSet rules,
            boolean isRun,
            Optional<Prices> prices) {
        this.file = file;
        this.isRun = isRun;
        this.reader = new DraftReader(pack);
        this.prices = prices;
        this.output = file == null || Inputs.isStdin(file) ? null : OutputFile.at(file);
        try {
            this.json = generator(out);
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("model", model);
            json.writeStringField("pack", pack.nameAndVersion());
            if (!rules.settings().isEmpty()) {
                json.writePOJOField("rules", rules.settings());
            }
            json.writeArrayFieldStart("quizzes");
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private JsonGenerator generator(PrintWriter out) throws IOException {
        ObjectWriter writer = new JsonMapper().writerWithDefaultPrettyPrinter();
        if (output != null) {
            return writer.createGenerator(output.stream());
        }
        return file == null
                ? writer.createGenerator(OutputStream.nullOutputStream())
                : writer.without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).createGenerator(out);
    }

    private record QuizJson(String file, String sheet, int words, int codeLines, List<AnswerJson> answers) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record AnswerJson(
            int number,
            String topic,
            String section,
            String category,
            String state,
            String text,
            boolean needsReview,
            int words,
            int codeLines,
            String model,
            int calls,
            List<AttemptJson> attempts,
            List<FindingJson> found,
            Map<String, Long> fixed,
            List<FindingJson> afterFixes,
            List<FindingJson> remaining,
            Map<String, Long> checked,
            Map<String, Long> unread,
            List<BlockJson> blocks,
            VerificationJson verification,
            TrialsJson trials,
            Usage tokens,
            BigDecimal cost,
            BigDecimal spent,
            double seconds) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record AttemptJson(
            String step, String finish, String origin, String model, Usage tokens, double seconds, String failure) {}

    private record FindingJson(String rule, String level, String section, String message) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record VerificationJson(
            int cases, long originalFails, long improvedPasses, String state, String reason, String program) {

        /** Nothing where such answers have none. */
        static VerificationJson of(Verification verification) {
            if (verification instanceof Verification.Ran ran) {
                String state = !ran.refuted().isEmpty()
                        ? "refuted"
                        : ran.isVerified() ? "verified" : ran.isRight() ? "compared" : "not-run";
                return new VerificationJson(
                        ran.results().size(),
                        ran.originalFails(),
                        ran.improvedPasses(),
                        state,
                        ran.lacking().orElse(null),
                        VerifiedLine.hash(ran.solution().code()));
            }
            return verification
                    .notRun()
                    .map(reason -> new VerificationJson(0, 0, 0, "not-run", reason, null))
                    .orElse(null);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record TotalsJson(
            int answers,
            long validAtFirst,
            long validAfterFixes,
            long validAtLast,
            long needReview,
            long failed,
            int calls,
            long repairs,
            Map<String, Long> blocks,
            Map<String, Long> statements,
            Usage tokens,
            Usage tokensOfRepairs,
            BigDecimal cost,
            BigDecimal spent) {}

    /** Sums that grow with each quiz, so that a report of a bank need not be held. */
    private static final class Totals {
        private int answers;
        private long validAtFirst;
        private long validAfterFixes;
        private long validAtLast;
        private long needReview;
        private long failed;
        private int calls;
        private long repairs;
        private final Map<String, Long> blocks = new TreeMap<>();
        private final Map<String, Long> statements = new TreeMap<>();
        private Usage tokens = Usage.NONE;
        // Null where there are no prices.
        private BigDecimal spent;
        private Usage tokensOfRepairs = Usage.NONE;

        void add(AnswerJson answer) {
            answers++;
            validAtFirst += hasError(answer.found()) ? 0 : 1;
            validAfterFixes += hasError(answer.afterFixes()) ? 0 : 1;
            validAtLast += answer.state().equals("valid") ? 1 : 0;
            needReview += answer.state().equals("needs-review") ? 1 : 0;
            failed += answer.state().equals("failed") ? 1 : 0;
            calls += answer.calls();
            tokens = tokens.plus(answer.tokens());
            if (answer.spent() != null) {
                spent = spent == null ? answer.spent() : spent.add(answer.spent());
            }
            if (answer.blocks() != null) {
                answer.blocks().forEach(block -> blocks.merge(block.state(), 1L, Long::sum));
            }
            if (answer.trials() != null) {
                answer.trials().counts().forEach((state, count) -> statements.merge(state, count, Long::sum));
            }
            for (AttemptJson attempt : answer.attempts()) {
                boolean isRepair = new Step(attempt.step()).isRepair();
                repairs += isRepair && attempt.failure() == null ? 1 : 0;
                if (isRepair || attempt.step().startsWith("redraft")) {
                    tokensOfRepairs = tokensOfRepairs.plus(attempt.tokens());
                }
            }
        }
    }

    /** Adds a quiz that is done. */
    void add(QuizTask task, QuizResult result) {
        if (file == null || broken.isPresent()) {
            return;
        }
        Map<Integer, String> texts = result.sheet().groups().stream()
                .flatMap(group -> group.answers().stream())
                .collect(Collectors.toMap(Answer::number, answer -> SheetFile.hash(answer, reader)));
        List<AnswerJson> answers = result.outcomes().stream()
                .map(outcome -> answer(outcome, texts.get(outcome.candidate().number())))
                .toList();
        write(new QuizJson(
                task.quiz().source().name(),
                task.target().map(Path::toString).orElse("-"),
                result.extent().words(),
                result.extent().codeLines(),
                answers));
    }

    private synchronized void write(QuizJson quiz) {
        quiz.answers().forEach(totals::add);
        try {
            json.writePOJO(quiz);
        } catch (IOException e) {
            // Told when the sheets are written.
            broken = Optional.of(e);
        }
    }

    @Override
    public void close() {
        try {
            if (broken.isPresent()) {
                throw broken.get();
            }
            json.writeEndArray();
            json.writePOJOField(
                    "totals",
                    new TotalsJson(
                            totals.answers,
                            totals.validAtFirst,
                            totals.validAfterFixes,
                            totals.validAtLast,
                            totals.needReview,
                            totals.failed,
                            totals.calls,
                            totals.repairs,
                            isRun ? totals.blocks : null,
                            isRun ? totals.statements : null,
                            totals.tokens,
                            totals.tokensOfRepairs,
                            cost(totals.tokens),
                            totals.spent));
            json.writeEndObject();
            json.writeRaw('\n');
            json.close();
            if (output != null) {
                output.finish();
            }
        } catch (IOException e) {
            throw unwritten(e);
        } finally {
            if (output != null) {
                output.close();
            }
        }
    }

    private RuntimeException unwritten(IOException e) {
        return TextFiles.unwritten(file, e);
    }

    private AnswerJson answer(Outcome outcome, String text) {
        List<AttemptJson> attempts =
                outcome.attempts().stream().map(RunReport::attempt).toList();
        Extent extent = outcome.candidate().extent();
        BlockCounts blocks = BlockCounts.of(List.of(outcome.answer()));
        return new AnswerJson(
                outcome.candidate().number(),
                outcome.candidate().draft().topic(),
                outcome.candidate().question().map(q -> q.section()).orElse(""),
                outcome.candidate().category().name(),
                outcome.isFailed() ? "failed" : outcome.needsReview() ? "needs-review" : "valid",
                text,
                outcome.needsReview(),
                extent.words(),
                extent.codeLines(),
                attempts.stream()
                        .map(AttemptJson::model)
                        .filter(m -> !m.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(", ")),
                attempts.size(),
                attempts,
                findings(outcome.found()),
                outcome.fixed().stream()
                        .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.counting())),
                findings(outcome.afterFixes()),
                findings(outcome.remaining()),
                checked(outcome.candidate().written().size(), blocks),
                blocks.others().isEmpty() ? null : blocks.others(),
                isRun ? BlockJson.ofReport(outcome.answer()) : null,
                VerificationJson.of(outcome.verification()),
                isRun ? TrialsJson.of(outcome.answer()) : null,
                outcome.usage(),
                cost(outcome.usage()),
                cost(Attempt.paidNow(outcome.attempts())),
                attempts.stream().mapToDouble(AttemptJson::seconds).sum());
    }

    // Python and Bash are always told, other languages where there are blocks of them.
    private static Map<String, Long> checked(long labels, BlockCounts blocks) {
        Map<String, Long> checked = new LinkedHashMap<>();
        checked.put("labels", labels);
        checked.put("diagrams", blocks.diagrams().checked());
        for (Language language : List.of(Language.PYTHON, Language.BASH)) {
            checked.put(word(language), blocks.checked(language));
        }
        blocks.code().forEach((language, count) -> checked.put(word(language), count.checked()));
        checked.put("unchecked", blocks.unchecked());
        return checked;
    }

    private static String word(Language language) {
        return language.name().toLowerCase(Locale.ROOT);
    }

    private static AttemptJson attempt(Attempt attempt) {
        return new AttemptJson(
                attempt.step().name().isEmpty() ? "draft" : attempt.step().name(),
                attempt.finish().name().toLowerCase(Locale.ROOT),
                attempt.origin().name().toLowerCase(Locale.ROOT),
                attempt.model(),
                attempt.usage(),
                attempt.time().toMillis() / 1000.0,
                attempt.failure().orElse(null));
    }

    private BigDecimal cost(Usage usage) {
        return prices.map(p -> p.of(usage)).orElse(null);
    }

    private static List<FindingJson> findings(List<Finding> findings) {
        return findings.stream()
                .map(f ->
                        new FindingJson(f.rule(), f.level().word(), f.section().orElse(null), f.message()))
                .toList();
    }

    private static boolean hasError(List<FindingJson> findings) {
        return findings.stream().anyMatch(f -> f.level().equals("error"));
    }
}
