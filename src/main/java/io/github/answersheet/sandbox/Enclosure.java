package io.github.answersheet.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The command line that closes a program in.
 *
 * @param bwrap the bubblewrap program
 * @param root whether this process is root of the whole machine, with every user id at its command. Then bubblewrap needs no user name space, and each run gets a user id of its
 *     own: the kernel counts the processes of root for nobody, and those of an ordinary id for all runs together
 */
record Enclosure(Path bwrap, Interpreter python, boolean root) {

    private static final int FIRST_ID = 1_500_000_000;
    private static final int IDS = 100_000_000;
    /** Where the runner puts the tools that programs find. */
    private static final String TOOLS = "/tools";

    private static final long SHARED_MEMORY = 16L << 20;

    static boolean isRoot() {
        try {
            // In a container root may have a few ids only; there it is as good as an ordinary user.
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
                    && Files.readString(Path.of("/proc/self/uid_map")).strip().matches("0 +0 +4294967295");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    List<String> command(Program program, String runner) {
        String user = program.machine().user();
        String home = program.machine().home();
        List<String> command = new ArrayList<>(List.of(bwrap.toString()));
        if (root) {
            add(command, "--unshare-ipc --unshare-pid --unshare-net --unshare-uts --unshare-cgroup-try");
        } else {
            add(command, "--unshare-all --unshare-user --uid 1000 --gid 1000");
        }
        add(
                command,
                "--hostname " + program.machine().host()
                        + " --die-with-parent --new-session --as-pid-1 --cap-drop ALL --clearenv");
        add(
                command,
                "--setenv HOME " + home + " --setenv USER " + user + " --setenv LOGNAME " + user
                        + " --setenv LANG C.UTF-8");
        add(command, "--setenv PYTHONDONTWRITEBYTECODE 1");
        command.addAll(List.of(
                "--setenv", "PATH", python.isVirtual() ? python.program().getParent() + ":" + TOOLS : TOOLS));
        add(command, "--size " + program.limits().disk() + " --perms 0777 --tmpfs / --ro-bind /usr /usr");
        for (String name : List.of("bin", "sbin", "lib", "lib32", "lib64")) {
            addSystem(command, name);
        }
        for (String folder : List.of("/etc", "/tmp", "/var", "/var/log", "/var/tmp", "/opt", "/srv", "/home", home)) {
            add(command, "--perms 0777 --dir " + folder);
        }
        add(command, "--ro-bind-try /etc/alternatives /etc/alternatives");
        add(command, "--ro-bind-try /etc/ld.so.cache /etc/ld.so.cache");
        for (String folder : program.folders()) {
            bindMatching(command, Path.of(folder));
        }
        bindPython(command);
        add(command, "--proc /proc --dev /dev --size " + SHARED_MEMORY + " --perms 1777 --tmpfs /dev/shm");
        // Both read as zeros, but what is mapped of /dev/zero is memory that processes share and no limit counts.
        add(command, "--dev-bind /dev/full /dev/zero");
        add(command, "--remount-ro /dev --chdir " + home);
        if (root) {
            int id = FIRST_ID + ThreadLocalRandom.current().nextInt(IDS);
            add(command, "--cap-add CAP_SETUID --cap-add CAP_SETGID --cap-add CAP_SETPCAP");
            // By its path: what programs find is not what is found here.
            command.add(Files.exists(Path.of("/usr/bin/setpriv")) ? "/usr/bin/setpriv" : "/bin/setpriv");
            add(command, "--reuid " + id + " --regid " + id + " --clear-groups");
            add(command, "--no-new-privs --bounding-set=-all --inh-caps=-all");
        }
        command.addAll(List.of(python.program().toString(), "-I", "-S", "-c", runner));
        return command;
    }

    /** Where {@code /bin} and its like are folders of their own, they are bound; where they lead into /usr, they still do. */
    private static void addSystem(List<String> command, String name) {
        Path path = Path.of("/", name);
        if (Files.isSymbolicLink(path)) {
            add(command, "--symlink usr/" + name + " /" + name);
        } else if (Files.isDirectory(path)) {
            add(command, "--ro-bind /" + name + " /" + name);
        }
    }

    /** The folders above are made first: bubblewrap would take their modes from outside, and an ordinary user may not pass a home of root. */
    private void bindPython(List<String> command) {
        TreeSet<Path> above = new TreeSet<>();
        for (Path path : python.paths()) {
            for (Path parent = path.getParent(); parent.getNameCount() > 0; parent = parent.getParent()) {
                above.add(parent);
            }
        }
        for (Path folder : above) {
            // Programs are found there first, so nothing is to be added.
            command.addAll(List.of("--perms", "0555", "--dir", folder.toString()));
        }
        for (Path path : python.paths()) {
            command.addAll(List.of("--ro-bind", path.toString(), path.toString()));
        }
    }

    private static void bindMatching(List<String> command, Path pattern) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                pattern.getParent(), pattern.getFileName().toString())) {
            for (Path path : found) {
                command.addAll(List.of("--ro-bind", path.toString(), path.toString()));
            }
        } catch (IOException e) {
            // Then it is not there for anybody.
        }
    }

    private static void add(List<String> command, String words) {
        command.addAll(List.of(words.split(" ")));
    }
}
