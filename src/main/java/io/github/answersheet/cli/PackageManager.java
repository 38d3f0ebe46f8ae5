package io.github.answersheet.cli;

import io.github.answersheet.process.ProgramPath;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Who installs programs on this machine, and what they are called there. */
enum PackageManager {
    APT(
            "apt-get",
            "sudo apt-get install",
            Map.of(
                    "bwrap",
                    "bubblewrap",
                    "node",
                    "nodejs",
                    "javac",
                    "default-jdk-headless",
                    "gofmt",
                    "golang-go",
                    "ruff",
                    "pipx && pipx install ruff")),
    DNF(
            "dnf",
            "sudo dnf install",
            Map.of("bwrap", "bubblewrap", "node", "nodejs", "javac", "java-latest-openjdk-devel", "gofmt", "golang")),
    BREW(
            "brew",
            "brew install",
            Map.of(
                    "bwrap",
                    "bubblewrap",
                    "python3",
                    "python",
                    "javac",
                    "openjdk",
                    "gofmt",
                    "go",
                    "chromium",
                    "--cask google-chrome"));

    private final String program;
    private final String command;
    private final Map<String, String> packages;

    PackageManager(String program, String command, Map<String, String> packages) {
        this.program = program;
        this.command = command;
        this.packages = packages;
    }

    /**
     * The line that installs a program.
     *
     * @param wanted by its own name
     * @param variables of the environment
     */
    static String install(String wanted, Map<String, String> variables) {
        Optional<PackageManager> here = Arrays.stream(values())
                .filter(manager -> ProgramPath.find(manager.program, variables).isPresent())
                .findFirst();
        return here.map(manager -> manager.command + " " + manager.packages.getOrDefault(wanted, wanted))
                .orElse("install " + wanted + ", and see that it is found in PATH");
    }
}
