package io.github.answersheet.release;

import io.github.answersheet.cli.CommandTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes what a release has and a checkout has not: manual pages, completion for shells, licences, the list of parts, and
 * Mermaid without what nobody reads.
 */
public final class ReleaseFiles {

    private ReleaseFiles() {}

    /**
     * @param args the folder to write to, the version, the time of the release, the list of parts, the folder of libraries
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        manual(folder.resolve("share/man/man1"), "answersheet " + args[1], args[2].substring(0, 10));
        completion(folder.resolve("share"));
        ThirdParties.write(folder, Path.of(args[3]), Path.of(args[4]));
        Bundle.write(folder.resolve("lib"), Path.of(args[4]));
    }

    static void manual(Path folder, String release, String day) throws IOException {
        Files.createDirectories(folder);
        manual(CommandTree.of().getCommandSpec(), folder, release, day);
    }

    private static void manual(CommandSpec spec, Path folder, String release, String day) throws IOException {
        Files.writeString(folder.resolve(ManualPage.name(spec) + ".1"), ManualPage.of(spec, release, day));
        for (CommandLine command : spec.subcommands().values()) {
            manual(command.getCommandSpec(), folder, release, day);
        }
    }

    /** Where packages put them: a shell that knows this folder finds them by their names. */
    static void completion(Path folder) throws IOException {
        CommandLine program = CommandTree.of();
        write(folder.resolve("bash-completion/completions/answersheet"), AutoComplete.bash("answersheet", program));
        write(folder.resolve("zsh/site-functions/_answersheet"), Completion.zsh(program.getCommandSpec()));
        write(folder.resolve("fish/vendor_completions.d/answersheet.fish"), Completion.fish(program.getCommandSpec()));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
