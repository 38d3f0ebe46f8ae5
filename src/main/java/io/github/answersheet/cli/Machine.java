package io.github.answersheet.cli;

import io.github.answersheet.browser.InstalledBrowser;
import io.github.answersheet.language.Language;
import io.github.answersheet.mermaid.MermaidGrammars;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.process.InstalledProgram;
import io.github.answersheet.process.ProgramPath;
import io.github.answersheet.sandbox.Bubblewrap;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.UserFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of this machine the program uses, looked for where the program looks for it. */
final class Machine {

    private static final int[] OLDEST_PYTHON = {3, 8};
    // Settings of kernels that keep an ordinary user from closing a program in, and what they must not be.
    private static final Map<String, String> CLOSED = Map.of(
            "kernel.apparmor_restrict_unprivileged_userns=0", "1",
            "kernel.unprivileged_userns_clone=1", "0",
            "user.max_user_namespaces=15000", "0");

    private final Map<String, String> variables;

    /**
     * @param variables of the environment
     */
    Machine(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Its parts, in the order in which people ask for them. Several programs are asked at the same time. */
    List<MachinePart> parts() {
        List<Supplier<List<MachinePart>>> all = List.of(
                () -> List.of(java()),
                () -> List.of(python()),
                () -> List.of(bash()),
                () -> List.of(sandbox()),
                () -> List.of(node()),
                () -> List.of(browser()),
                this::readers,
                () -> List.of(locale(), options(), cache(), packs()));
        return all.stream().parallel().flatMap(part -> part.get().stream()).toList();
    }

    private static MachinePart java() {
        return MachinePart.found("java", System.getProperty("java.version"), System.getProperty("java.home"), "");
    }

    private MachinePart python() {
        String cost = "Python code is neither read nor run, and no code of any kind is run.";
        Optional<InstalledProgram> python = InstalledProgram.find("python3", variables);
        if (python.isPresent() && !python.get().isAtLeast(OLDEST_PYTHON)) {
            String version = python.get().version();
            String says = version.isEmpty() ? "does not start" : version + " is too old; 3.8 or newer is needed";
            return new MachinePart(
                    "python3",
                    MachinePart.State.NEEDED,
                    version,
                    python.get().path().toString(),
                    says,
                    cost,
                    PackageManager.install("python3", variables));
        }
        return program("python3", python, cost).needed();
    }

    private MachinePart bash() {
        return program("bash", InstalledProgram.find("bash", variables), "Scripts in answers are neither read nor run.")
                .needed();
    }

    private MachinePart sandbox() {
        Optional<String> unavailable = Bubblewrap.probe(variables).unavailable();
        Optional<InstalledProgram> bwrap = InstalledProgram.find("bwrap", variables);
        if (unavailable.isEmpty()) {
            return MachinePart.found(
                    "sandbox",
                    bwrap.map(InstalledProgram::version).orElse(""),
                    bwrap.map(program -> program.path().toString()).orElse(""),
                    "a program was run in it");
        }
        return MachinePart.missing(
                "sandbox",
                unavailable.get(),
                "No code is run. It is only read, and each answer says so.",
                bwrap.isPresent() ? opened() : isLinux() ? PackageManager.install("bwrap", variables) : "");
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    // What lets bubblewrap work where it is installed and does not.
    private static String opened() {
        for (Map.Entry<String, String> setting : new java.util.TreeMap<>(CLOSED).entrySet()) {
            String name = setting.getKey().replaceFirst("=.*", "");
            try {
                Path file = Path.of("/proc/sys", name.split("\\."));
                if (Files.readString(file).strip().equals(setting.getValue())) {
                    return "sudo sysctl -w " + setting.getKey();
                }
            } catch (IOException e) {
                // This kernel has no such setting.
            }
        }
        return "bwrap --unshare-all --ro-bind / / true   # must end without a complaint; containers often forbid it";
    }

    private MachinePart node() {
        if (variables.getOrDefault(MermaidGrammars.VARIABLE, "").strip().equals("off")) {
            return MachinePart.missing(
                    "node",
                    "diagrams are switched off by " + MermaidGrammars.VARIABLE,
                    "Diagrams are not checked.",
                    "unset " + MermaidGrammars.VARIABLE);
        }
        return program(
                "node",
                MermaidGrammars.node(variables),
                MermaidGrammars.isInJava()
                        ? "Diagrams are checked inside Java, which takes some seconds more; JavaScript is not checked."
                        : "Neither diagrams nor JavaScript are checked.");
    }

    private MachinePart browser() {
        return program(
                "browser",
                "chromium",
                InstalledBrowser.find(variables).map(InstalledProgram::at),
                "No PDF and no pictures of diagrams are made; pages need no browser to be made.");
    }

    private MachinePart program(String name, Optional<InstalledProgram> found, String cost) {
        return program(name, name, found, cost);
    }

    private MachinePart program(String name, String installed, Optional<InstalledProgram> found, String cost) {
        return found.map(program -> MachinePart.found(
                        name, program.version(), program.path().toString(), ""))
                .orElseGet(() -> MachinePart.missing(
                        name,
                        ProgramPath.find(name, variables).isPresent() ? "too old, or does not start" : "not found",
                        cost,
                        PackageManager.install(installed, variables)));
    }

    // Programs that read or run one language and are nobody else's business.
    private List<MachinePart> readers() {
        Map<String, String> costs = new LinkedHashMap<>();
        for (Language language : Language.all()) {
            if (language.reader() != null) {
                costs.put(language.reader().command().get(0), language + " in answers is not checked.");
            } else {
                language.offers().forEach(program -> costs.put(program, language + " in answers is not run."));
            }
        }
        costs.keySet().removeAll(List.of("python3", "node"));
        List<MachinePart> parts = new ArrayList<>();
        costs.forEach((name, cost) -> parts.add(program(name, InstalledProgram.find(name, variables), cost)));
        parts.add(program(
                "ruff", InstalledProgram.find("ruff", variables), "Python code is checked without its remarks."));
        return parts;
    }

    private MachinePart locale() {
        String letters = System.getProperty("sun.jnu.encoding", "");
        return letters.equals("UTF-8")
                ? MachinePart.found("locale", "", "", "names of files may have all letters (UTF-8)")
                : MachinePart.missing(
                        "locale",
                        "names of files have only the letters of " + letters,
                        "Files whose names have other letters cannot be used.",
                        "export LC_ALL=C.UTF-8");
    }

    private MachinePart options() {
        Optional<Path> file = UserFolder.CONFIG.in(variables).map(folder -> folder.resolve(OptionDefaults.FILE));
        boolean isThere = file.filter(Files::exists).isPresent();
        return MachinePart.found(
                "options",
                "",
                file.map(Path::toString).orElse(""),
                isThere ? "" : "none of your own yet; `answersheet init` writes them");
    }

    private MachinePart cache() {
        Optional<Path> folder = UserFolder.CACHE.in(variables);
        if (folder.isEmpty() || !isWritable(folder.get())) {
            return MachinePart.missing(
                    "cache",
                    folder.map(path -> path + " cannot be written to").orElse("neither HOME nor XDG_CACHE_HOME is set"),
                    "Each run finds out again what an earlier one knew about diagrams and code.",
                    "export XDG_CACHE_HOME=$HOME/cache");
        }
        return MachinePart.found("cache", "", folder.get().toString(), size(folder.get()));
    }

    /** Whether a file or folder can be written to, or made. */
    static boolean isWritable(Path path) {
        Path there = path.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isWritable(there) && (there.equals(path) || Files.isDirectory(there));
    }

    private static String size(Path folder) {
        if (!Files.exists(folder)) {
            return "none yet; it is made when it is needed";
        }
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = files.map(Path::toFile)
                    .filter(java.io.File::isFile)
                    .mapToLong(java.io.File::length)
                    .sum();
            return (bytes + (1 << 20) - 1 >> 20) + " MB; can be deleted";
        } catch (IOException | java.io.UncheckedIOException e) {
            return "";
        }
    }

    private static MachinePart packs() {
        try {
            String packs = Packs.SHIPPED.stream()
                    .map(name -> Packs.read(name).nameAndVersion())
                    .collect(Collectors.joining(", "));
            return MachinePart.found("packs", "", "", packs);
        } catch (InputException e) {
            return MachinePart.missing(
                            "packs",
                            e.getMessage(),
                            "No answer can be written or checked.",
                            "install answersheet again")
                    .needed();
        }
    }
}
