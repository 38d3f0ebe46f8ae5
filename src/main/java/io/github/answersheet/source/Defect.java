package io.github.answersheet.source;

/** A failure of this program itself, which no input should cause. Its message says where, in one line for a bug report. */
public final class Defect extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String BEGINNING = "this program failed";
    private static final String OWN = "io.github.answersheet";
    private static final int LONGEST_DETAIL = 200;

    private Defect(Throwable cause) {
        super(inWords(cause), cause);
    }

    /** What was thrown, as a defect. One that is a defect already stays the same. */
    public static Defect of(Throwable thrown) {
        return thrown instanceof Defect defect ? defect : new Defect(thrown);
    }

    /** Whether a message tells of a defect. */
    public static boolean isToldIn(String message) {
        return message.contains(BEGINNING);
    }

    private static String inWords(Throwable thrown) {
        String said = thrown.getMessage() == null
                ? ""
                : ": " + thrown.getMessage().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return BEGINNING + " (" + thrown.getClass().getSimpleName()
                + (said.length() > LONGEST_DETAIL ? said.substring(0, LONGEST_DETAIL) + "…" : said) + place(thrown)
                + "); please report it";
    }

    // The first place that is ours; the rest of a trace is of no use to whoever reads a sheet.
    private static String place(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith(OWN)) {
                return ", " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
