package io.github.answersheet.process;

import java.util.regex.Pattern;

/** What programs that are started get to know of our environment: what finds programs, files and words, and nothing else. */
public final class ChildEnvironment {

    private static final Pattern TOLD = Pattern.compile(
            String.join(
                    "|",
                    "PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TERM|TMPDIR|TMP|TEMP",
                    "XDG_(CACHE|CONFIG|DATA|STATE)_HOME|XDG_RUNTIME_DIR|FONTCONFIG_(FILE|PATH)",
                    // Version switchers, and libraries in unusual places.
                    "(PYENV|ASDF|NVM|NODENV|VOLTA|FNM|MISE)(_[A-Z]+)*_(ROOT|DIR|HOME|VERSION)|CONDA_PREFIX|VIRTUAL_ENV",
                    "LD_LIBRARY_PATH|DYLD_(FALLBACK_)?LIBRARY_PATH",
                    // Windows starts nothing without them.
                    "SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|OS|PROCESSOR_[A-Z]+|NUMBER_OF_PROCESSORS",
                    "USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES.*"),
            Pattern.CASE_INSENSITIVE);

    private ChildEnvironment() {}

    /** Takes from the environment of a process to be whatever it has no need to know: keys, and what changes how it starts. */
    public static ProcessBuilder reduced(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> !TOLD.matcher(name).matches());
        return builder;
    }
}
