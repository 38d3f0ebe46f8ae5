package io.github.answersheet.store;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Names the machine, or the container in it, whose process numbers can be looked up from here. */
final class Host {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    private Host() {}

    // Containers on one machine may have its name and yet not see each other's processes.
    static String name() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            if (Files.exists(BOOT)) {
                name += "/" + Files.readString(BOOT).strip() + "/" + Files.readSymbolicLink(PROCESSES);
            }
            return name.replace(' ', '-');
        } catch (IOException e) {
            // Then only the lease tells.
            return UUID.randomUUID().toString();
        }
    }
}
