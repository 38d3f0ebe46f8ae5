package io.github.answersheet.cli;

import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/**
 * Shows how far a run is: a bar on a terminal, else a line now and then. What is noted stands above the bar. Thread-safe.
 */
final class ProgressDisplay implements AutoCloseable {

    /** Columns of the terminal that stderr is; the launcher sets it, since Java cannot tell. */
    static final String TERMINAL = "ANSWERSHEET_TERMINAL";

    private static final int BAR_PERIOD = 250;
    private static final int LINE_PERIOD = 15_000;
    private static final int LONGEST_LINE = 400;
    private static final int NARROWEST = 40;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Terminal err;
    private final String noun;
    private final boolean isBar;
    private final ProgressBar bar;

    private ProgressDisplay(Terminal err, Map<String, String> variables, String noun, long total) {
        this.err = err;
        this.noun = noun;
        int columns = columns(variables);
        this.isBar = columns > 0 && total > 0;
        ProgressBarBuilder builder = new ProgressBarBuilder().setTaskName(noun).setInitialMax(total);
        if (isBar) {
            builder.setStyle(isUnicode(variables) ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(BAR_PERIOD)
                    .hideEta()
                    .setConsumer(new DelegatingProgressBarConsumer(this::bar, columns - 1));
        } else {
            builder.setUpdateIntervalMillis(LINE_PERIOD)
                    .setRenderer((state, length) -> line(state))
                    .setConsumer(new DelegatingProgressBarConsumer(this::line, LONGEST_LINE));
        }
        this.bar = builder.build();
    }

    /**
     * @param variables of the environment: terminal, language
     * @param noun what is counted, in the plural
     * @param total how many of them there will be
     */
    static ProgressDisplay of(Terminal err, Map<String, String> variables, String noun, long total) {
        return new ProgressDisplay(err, variables, noun, total);
    }

    /**
     * @param done how many are done
     * @param detail what else there is to know
     */
    void at(long done, String detail) {
        bar.setExtraMessage(" " + detail);
        bar.stepTo(done);
    }

    /** A line that stays. */
    void note(String message) {
        synchronized (err) {
            err.command(isBar ? ERASE_LINE : "");
            err.println(message);
            err.flush();
        }
    }

    @Override
    public void close() {
        bar.close();
        if (isBar) {
            bar("");
        }
    }

    private void bar(String rendered) {
        synchronized (err) {
            err.command(ERASE_LINE);
            err.print(rendered);
            err.flush();
        }
    }

    private void line(String rendered) {
        if (!rendered.isEmpty()) {
            note(rendered);
        }
    }

    // Only long runs hear of it.
    private String line(ProgressState state) {
        boolean isDue = state.isAlive() && state.getTotalElapsed().toMillis() > LINE_PERIOD / 2;
        return isDue
                ? "-- " + state.getCurrent() + " of " + state.getMax() + " " + noun + "," + state.getExtraMessage()
                : "";
    }

    private static int columns(Map<String, String> variables) {
        try {
            int columns = Integer.parseInt(variables.getOrDefault(TERMINAL, "0"));
            return "dumb".equals(variables.get("TERM")) || columns <= 0 ? 0 : Math.max(columns, NARROWEST);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isUnicode(Map<String, String> variables) {
        String language = variables.getOrDefault(
                "LC_ALL", variables.getOrDefault("LC_CTYPE", variables.getOrDefault("LANG", "")));
        return language.toUpperCase(Locale.ROOT).matches(".*UTF-?8.*");
    }
}
