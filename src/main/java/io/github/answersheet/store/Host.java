package io.github.answersheet.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Names of the machine, or of the container in it. */
public final class Host {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    private Host() {}

    /** As people know it; {@code localhost} if it does not know itself. */
    public static String name() {
        try {
            return InetAddress.getLocalHost().getHostName().replace(' ', '-');
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** What all have in common whose process numbers can be looked up here: containers may share a machine's name. */
    static String ofProcesses() {
        try {
            return Files.exists(BOOT)
                    ? name() + "/" + Files.readString(BOOT).strip() + "/" + Files.readSymbolicLink(PROCESSES)
                    : name();
        } catch (IOException e) {
            // Then only a lease tells whether somebody lives.
            return UUID.randomUUID().toString();
        }
    }
}
