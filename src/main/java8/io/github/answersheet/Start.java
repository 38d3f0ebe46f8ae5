package io.github.answersheet;

import java.lang.reflect.InvocationTargetException;

/** Starts the program, or says that this Java is too old for it. Compiled for Java 8; nothing else of the program is. */
public final class Start {

    private static final String MAIN = "io.github.answersheet.cli.Main";
    private static final int OLDEST = 17;
    private static final int INTERNAL = 70;

    private Start() {}

    public static void main(String[] args) throws Throwable {
        String refusal = refusal(System.getProperty("java.specification.version"), System.getProperty("java.home"));
        if (refusal != null) {
            System.err.println(refusal);
            System.exit(INTERNAL);
        }
        try {
            Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /**
     * Why the program cannot run; null if it can.
     *
     * @param specification such as 1.8 or 17
     * @param home where this Java is
     */
    static String refusal(String specification, String home) {
        String version = specification.startsWith("1.") ? specification.substring(2) : specification;
        return Integer.parseInt(version) >= OLDEST
                ? null
                : "answersheet: needs Java " + OLDEST + " or newer, and " + home + " is Java " + version;
    }
}
