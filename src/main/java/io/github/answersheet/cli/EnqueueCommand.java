package io.github.answersheet.cli;

import io.github.answersheet.cluster.Enqueuing;
import io.github.answersheet.cluster.Job;
import io.github.answersheet.examine.Examiner;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.run.Grounder;
import io.github.answersheet.run.Planner;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.CallStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts quizzes into a store that workers share. */
@Command(
        name = "enqueue",
        description = "Puts the questions of quizzes into a store on a PostgreSQL server, for workers on any number of"
                + " machines. Nothing is called. What is there already stays as it is; questions that got no reply are opened"
                + " again.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet enqueue quizzes/ -o sheets/ --store jdbc:postgresql://db/answersheet",
            "  answersheet worker --store jdbc:postgresql://db/answersheet          on each machine",
            "  answersheet collect quizzes/ -o sheets/ --store jdbc:postgresql://db/answersheet"
        })
final class EnqueueCommand implements Callable<Integer> {

    @Parameters(paramLabel = "QUIZ", arity = "1..*", description = "Quizzes in Markdown, or folders of them.")
    private List<Path> quizzes;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR",
            description = "Where collect is to write. Only looked at: two quizzes with one sheet are refused before"
                    + " anything is paid.")
    private String output;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = EndpointOptions.DEFAULT_MODEL,
            description = "Model that answers (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            defaultValue = Endpoint.OPENAI,
            description = "Endpoint under whose name replies are kept; also OPENAI_BASE_URL. Workers may call others"
                    + " (default: ${DEFAULT-VALUE}).")
    private String baseUrl;

    @Option(
            names = "--no-run",
            fallbackValue = "true",
            description =
                    "Workers are not to run the code of answers. Without it they do, in a sandbox (bubblewrap), where one"
                            + " can be had.")
    private boolean noRun;

    @Mixin
    private EffortOptions effort;

    @Mixin
    private GroundingOptions grounding;

    @Mixin
    private StoreOptions store;

    @Mixin
    private PackOption pack;

    @Mixin
    private RuleOptions rules;

    @Mixin
    private QuizOptions reading;

    private final Environment environment;

    EnqueueCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Pack loaded = pack.pack();
        // What workers would refuse is refused here.
        rules.rules(loaded);
        Job job = Job.of(
                new Version().getVersion()[0],
                model,
                baseUrl,
                Packs.texts(pack.name()),
                pack.category(loaded),
                effort.effort(),
                !noRun,
                rules.settings());
        FailedQuizzes failed = new FailedQuizzes(environment::tell);
        QuizPlan plan = new QuizPlan(
                environment.inputs(),
                reading,
                quizzes,
                output,
                question -> true,
                Long.MAX_VALUE,
                environment.err()::println,
                failed);
        plan.refuseStreams();
        try (CallStore opened = store.openShared(environment.variables(), CallStore.LEASE);
                Examiner examiner = ExaminerFactory.ofDrafts(environment.variables(), false);
                Grounder grounder = grounding.grounder(examiner, loaded)) {
            Enqueuing enqueuing = new Enqueuing(Backlog.of(opened), job);
            enqueuing.add(plan.tasks(new Planner(pack.classifier(loaded), grounder::grounding)));
            environment
                    .out()
                    .println("job " + enqueuing.job() + ": " + InspectCommand.count(plan.questions(), "question")
                            + " in " + opened.name());
            return failed.exit(ExitCode.OK);
        }
    }
}
