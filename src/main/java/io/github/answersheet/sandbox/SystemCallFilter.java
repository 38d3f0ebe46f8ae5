package io.github.answersheet.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The program with which the kernel filters what is asked of it (seccomp, classic BPF). It allows the calls listed in {@code
 * system-calls.txt} and no other; of these no process with name spaces of its own, no socket but those of local, TCP and UDP
 * connections, and no typing into a terminal.
 */
final class SystemCallFilter {

    /** @param column in the list */
    private record Machine(int auditArch, int column, int socket, int fork, int ioctl) {}

    private static final int CLONE3 = 435;
    /** Of numbers from here on nothing is known; C libraries that know them can do without if told that there is no such call. */
    private static final int NEWER = 463;

    // AF_UNIX, AF_INET, AF_INET6
    private static final List<Integer> FAMILIES = List.of(1, 2, 10);
    // SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET; beside flags
    private static final List<Integer> TYPES = List.of(1, 2, 5);
    private static final int TYPE = 0xF;
    // The usual one, IPPROTO_TCP, IPPROTO_UDP
    private static final List<Integer> PROTOCOLS = List.of(0, 6, 17);
    // CLONE_NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWNS
    private static final int NAME_SPACES = 0x7E020000;
    // TIOCSTI, TIOCLINUX
    private static final List<Integer> TYPING = List.of(0x5412, 0x541C);
    private static final int FOREIGN_NUMBERS = 0x40000000;

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int EPERM = 0x00050001;
    private static final int ENOSYS = 0x00050026;

    private static final int LOAD = 0x20;
    private static final int AND = 0x54;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_AT_LEAST = 0x35;
    private static final int IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;
    private static final int NUMBER = 0;
    private static final int ARCH = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;
    private static final int THIRD_ARGUMENT = 32;

    private final List<long[]> code = new ArrayList<>();

    private SystemCallFilter() {}

    /**
     * The filter's instructions in hexadecimal; empty on a machine whose call numbers are not listed.
     *
     * @param arch as {@code os.arch} tells it
     */
    static Optional<String> of(String arch) {
        return switch (arch) {
            case "amd64", "x86_64" -> Optional.of(write(new Machine(0xC000003E, 1, 41, 56, 16)));
            case "aarch64" -> Optional.of(write(new Machine(0xC00000B7, 2, 198, 220, 29)));
            default -> Optional.empty();
        };
    }

    private static String write(Machine machine) {
        SystemCallFilter filter = new SystemCallFilter();
        filter.add(LOAD, 0, 0, ARCH);
        filter.add(IF_EQUAL, 1, 0, machine.auditArch());
        filter.add(RETURN, 0, 0, KILL);
        filter.add(LOAD, 0, 0, NUMBER);
        filter.add(IF_AT_LEAST, 0, 1, FOREIGN_NUMBERS);
        filter.add(RETURN, 0, 0, EPERM);
        // The C library then falls back on clone, whose flags can be read.
        filter.add(IF_EQUAL, 0, 1, CLONE3);
        filter.add(RETURN, 0, 0, ENOSYS);
        filter.add(IF_EQUAL, 0, 4, machine.fork());
        filter.add(LOAD, 0, 0, FIRST_ARGUMENT);
        filter.add(IF_ANY_BIT, 0, 1, NAME_SPACES);
        filter.add(RETURN, 0, 0, EPERM);
        filter.add(RETURN, 0, 0, ALLOW);
        filter.add(IF_EQUAL, 0, TYPING.size() + 3, machine.ioctl());
        filter.add(LOAD, 0, 0, SECOND_ARGUMENT);
        for (int i = 0; i < TYPING.size(); i++) {
            filter.add(IF_EQUAL, TYPING.size() - i, 0, TYPING.get(i));
        }
        filter.add(RETURN, 0, 0, ALLOW);
        filter.add(RETURN, 0, 0, EPERM);
        filter.add(IF_EQUAL, 0, FAMILIES.size() + TYPES.size() + PROTOCOLS.size() + 8, machine.socket());
        filter.add(LOAD, 0, 0, FIRST_ARGUMENT);
        filter.refuseOthersThan(FAMILIES);
        filter.add(LOAD, 0, 0, SECOND_ARGUMENT);
        filter.add(AND, 0, 0, TYPE);
        filter.refuseOthersThan(TYPES);
        filter.add(LOAD, 0, 0, THIRD_ARGUMENT);
        filter.refuseOthersThan(PROTOCOLS);
        filter.add(RETURN, 0, 0, ALLOW);
        for (int call : allowed(machine.column())) {
            filter.add(IF_EQUAL, 0, 1, call);
            filter.add(RETURN, 0, 0, ALLOW);
        }
        filter.add(IF_AT_LEAST, 0, 1, NEWER);
        filter.add(RETURN, 0, 0, ENOSYS);
        filter.add(RETURN, 0, 0, EPERM);
        return filter.hex();
    }

    private void refuseOthersThan(List<Integer> values) {
        for (int i = 0; i < values.size(); i++) {
            add(IF_EQUAL, values.size() - i, 0, values.get(i));
        }
        add(RETURN, 0, 0, EPERM);
    }

    private void add(int operation, int ifTrue, int ifFalse, int operand) {
        code.add(new long[] {operation, ifTrue, ifFalse, operand});
    }

    private String hex() {
        ByteBuffer bytes = ByteBuffer.allocate(8 * code.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (long[] instruction : code) {
            bytes.putShort((short) instruction[0])
                    .put((byte) instruction[1])
                    .put((byte) instruction[2])
                    .putInt((int) instruction[3]);
        }
        return HexFormat.of().formatHex(bytes.array());
    }

    private static List<Integer> allowed(int column) {
        try (InputStream in = SystemCallFilter.class.getResourceAsStream("system-calls.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ")[column])
                    .filter(number -> !number.equals("-"))
                    .map(Integer::valueOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
