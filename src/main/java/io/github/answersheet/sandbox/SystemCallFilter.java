package io.github.answersheet.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.source.Resource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The program with which the kernel filters what is asked of it (seccomp, classic BPF). It allows the calls listed in {@code
 * system-calls.txt} and no other; of these no process with name spaces of its own, no socket but those of local, TCP and UDP
 * connections, no typing into a terminal, and nothing that changes the limits of another process or the priority of process 1. Calls that cost
 * memory which no limit counts are put to the runner, which counts them.
 */
final class SystemCallFilter {

    /**
     * A kind of processor: the numbers of calls whose arguments matter.
     *
     * @param column in the list
     */
    private record Machine(
            int auditArch,
            int column,
            int socket,
            int setsockopt,
            int fork,
            int ioctl,
            int mmap,
            int madvise,
            int prctl,
            int epollCtl,
            int prlimit,
            int setrlimit,
            int setpriority,
            int setIoPriority,
            int splice,
            List<Integer> scheduling) {}

    private static final Machine X86_64 = new Machine(
            0xC000003E, 1, 41, 54, 56, 16, 9, 28, 157, 233, 302, 160, 141, 251, 275, List.of(142, 144, 203));
    private static final Machine AARCH64 = new Machine(
            0xC00000B7, 2, 198, 208, 220, 29, 222, 233, 167, 21, 261, 164, 140, 30, 76, List.of(118, 119, 122));

    private static final int CLONE3 = 435;
    /** Of numbers from here on nothing is known; C libraries that know them can do without if told that there is no such call. */
    private static final int NEWER = 463;

    // AF_UNIX, AF_INET, AF_INET6
    private static final int[] FAMILIES = {1, 2, 10};
    // SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET; beside flags
    private static final int[] TYPES = {1, 2, 5};
    private static final int TYPE = 0xF;
    // The usual one, IPPROTO_TCP, IPPROTO_UDP
    private static final int[] PROTOCOLS = {0, 6, 17};
    private static final int SOL_SOCKET = 1;
    // SO_ATTACH_FILTER, SO_ATTACH_BPF, SO_ATTACH_REUSEPORT_CBPF and _EBPF, SO_ZEROCOPY: programs and borrowed pages in
    // the kernel
    private static final int[] REFUSED_OF_SOCKETS = {26, 50, 51, 52, 60};
    private static final int IPPROTO_TCP = 6;
    // TCP_ULP: another protocol on top
    private static final int[] REFUSED_OF_TCP = {31};
    // SO_SNDBUF, SO_RCVBUF: what a socket has from the beginning is enough
    private static final int[] BUFFER_SIZES = {7, 8};
    // CLONE_NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWNS
    private static final int NAME_SPACES = 0x7E020000;
    // TIOCSTI, TIOCLINUX, TIOCSETD: typing into a terminal, and drivers of other lines on it
    private static final int[] REFUSED_OF_TERMINALS = {0x5412, 0x541C, 0x5423};
    private static final int FOREIGN_NUMBERS = 0x40000000;
    private static final int MAP_SHARED = 0x1;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_HUGETLB = 0x40000;
    // MADV_COLD, MADV_PAGEOUT: what is swapped out is no resident memory
    private static final int[] SWAPPING = {20, 21};
    // Death signal, dumpable, keeping of capabilities, name, seccomp (only asked for), capabilities, slack of timers,
    // subreaper,
    // no new privileges, address of the thread id, huge pages. Others cost memory that no limit counts, or are nobody's
    // business.
    private static final int[] PROCESS_OPTIONS = {1, 2, 3, 4, 7, 8, 15, 16, 21, 23, 29, 30, 36, 37, 38, 39, 40, 41, 42};
    private static final int EPOLL_CTL_ADD = 1;
    private static final int MOST_WATCHED = 20_000;
    // Its limit keeps what collects crashes on the machine from being started.
    private static final int RLIMIT_CORE = 4;
    private static final int[] NULL = {0};
    private static final int PRIO_PROCESS = 0;
    private static final int IOPRIO_WHO_PROCESS = 1;
    private static final int RUNNER = 1;
    private static final int ITSELF = 0;

    private static final int ALLOW = 0x7fff0000;
    private static final int ASK = 0x7fc00000;
    /** What programs cannot do without: allowed where the kernel cannot ask. */
    private static final int ASK_IF_POSSIBLE = ASK + 1;

    private static final int KILL = 0x80000000;
    private static final int EPERM = 0x00050001;
    private static final int ENOMEM = 0x0005000C;
    private static final int EINVAL = 0x00050016;
    private static final int ENOSYS = 0x00050026;
    /** Says that all is well, and does nothing. */
    private static final int NOTHING = 0x00050000;

    private static final int LOAD = 0x20;
    private static final int AND = 0x54;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_AT_LEAST = 0x35;
    private static final int IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;
    private static final int NUMBER = 0;
    private static final int ARCH = 4;
    private static final int FIRST_ARGUMENT = 16;

    private final Machine machine;
    private final List<long[]> code = new ArrayList<>();
    private final Map<Integer, Integer> counted = new TreeMap<>();

    private SystemCallFilter(Machine machine) {
        this.machine = machine;
    }

    /**
     * Empty on a machine whose call numbers are not listed.
     *
     * @param arch as {@code os.arch} tells it
     */
    static Optional<SystemCallFilter> of(String arch) {
        return switch (arch) {
            case "amd64", "x86_64" -> Optional.of(new SystemCallFilter(X86_64).write());
            case "aarch64" -> Optional.of(new SystemCallFilter(AARCH64).write());
            default -> Optional.empty();
        };
    }

    /** Tells the runner the instructions, in hexadecimal, and of which calls it has to count how many. */
    void addTo(ObjectNode request) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * code.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (long[] instruction : code) {
            bytes.putShort((short) instruction[0])
                    .put((byte) instruction[1])
                    .put((byte) instruction[2])
                    .putInt((int) instruction[3]);
        }
        request.put("filter", HexFormat.of().formatHex(bytes.array())).put("mmap", machine.mmap());
        ObjectNode most = request.putObject("counted");
        counted.forEach((call, times) -> most.put(Integer.toString(call), times));
    }

    private SystemCallFilter write() {
        add(LOAD, 0, 0, ARCH);
        add(IF_EQUAL, 1, 0, machine.auditArch());
        add(RETURN, 0, 0, KILL);
        add(LOAD, 0, 0, NUMBER);
        add(IF_AT_LEAST, 0, 1, FOREIGN_NUMBERS);
        add(RETURN, 0, 0, EPERM);
        // The C library then falls back on clone, whose flags can be read.
        on(CLONE3, call -> call.end(ENOSYS));
        on(machine.fork(), call -> call.load(1).ifAnyBit(NAME_SPACES, EPERM).end(ALLOW));
        on(
                machine.ioctl(),
                call -> call.load(2).ifOneOf(REFUSED_OF_TERMINALS, EPERM).end(ALLOW));
        on(
                machine.socket(),
                call -> call.load(1)
                        .ifNoneOf(FAMILIES, EPERM)
                        .load(2)
                        .and(TYPE)
                        .ifNoneOf(TYPES, EPERM)
                        .load(3)
                        .ifNoneOf(PROTOCOLS, EPERM)
                        .end(ALLOW));
        on(
                machine.setsockopt(),
                call -> call.load(2)
                        .on(
                                IPPROTO_TCP,
                                inner -> inner.load(3)
                                        .ifOneOf(REFUSED_OF_TCP, EPERM)
                                        .end(ALLOW))
                        .on(
                                SOL_SOCKET,
                                inner -> inner.load(3)
                                        .ifOneOf(REFUSED_OF_SOCKETS, EPERM)
                                        .ifOneOf(BUFFER_SIZES, NOTHING)
                                        .end(ALLOW))
                        .end(ALLOW));
        on(
                machine.mmap(),
                call -> call.load(4)
                        .ifAnyBit(MAP_HUGETLB, ENOMEM)
                        .ifNoBit(MAP_ANONYMOUS, ALLOW)
                        .ifNoBit(MAP_SHARED, ALLOW)
                        .end(ASK));
        on(machine.madvise(), call -> call.load(3).ifOneOf(SWAPPING, NOTHING).end(ALLOW));
        on(
                machine.prctl(),
                call -> call.load(1).ifNoneOf(PROCESS_OPTIONS, EINVAL).end(ALLOW));
        on(
                machine.epollCtl(),
                call -> call.load(2).ifNoneOf(new int[] {EPOLL_CTL_ADD}, ALLOW).end(ASK_IF_POSSIBLE));
        counted.put(machine.epollCtl(), MOST_WATCHED);
        // Pages that are lent count nowhere. As for files that cannot lend theirs, tools such as grep then read and
        // write.
        on(machine.splice(), call -> call.end(EINVAL));
        leaveTheRunnerAlone();
        allowListed();
        add(IF_AT_LEAST, 0, 1, NEWER);
        add(RETURN, 0, 0, ENOSYS);
        add(RETURN, 0, 0, EPERM);
        return this;
    }

    /** The program has the user id of the runner and of a driver, and so could slow them down or take their limits away. */
    private void leaveTheRunnerAlone() {
        int[] runner = {RUNNER};
        on(
                machine.prlimit(),
                call -> call.load(1)
                        .ifNoneOf(new int[] {ITSELF}, EPERM)
                        .load(2)
                        .ifNoneOf(new int[] {RLIMIT_CORE}, ALLOW)
                        .load(3)
                        .ifNoneOf(NULL, NOTHING)
                        .loadUpperHalf(3)
                        .ifNoneOf(NULL, NOTHING)
                        .end(ALLOW));
        on(
                machine.setrlimit(),
                call -> call.load(1).ifOneOf(new int[] {RLIMIT_CORE}, NOTHING).end(ALLOW));
        on(
                machine.setpriority(),
                call -> call.load(1)
                        .ifNoneOf(new int[] {PRIO_PROCESS}, EPERM)
                        .load(2)
                        .ifOneOf(runner, EPERM)
                        .end(ALLOW));
        on(
                machine.setIoPriority(),
                call -> call.load(1)
                        .ifNoneOf(new int[] {IOPRIO_WHO_PROCESS}, EPERM)
                        .load(2)
                        .ifOneOf(runner, EPERM)
                        .end(ALLOW));
        for (int scheduling : machine.scheduling()) {
            on(scheduling, call -> call.load(1).ifOneOf(runner, EPERM).end(ALLOW));
        }
    }

    private void allowListed() {
        for (String line :
                Resource.of(SystemCallFilter.class, "system-calls.txt").entries()) {
            String[] words = line.split(" ");
            if (!words[machine.column()].equals("-")) {
                int number = Integer.parseInt(words[machine.column()]);
                boolean isCounted = words.length > 3;
                if (isCounted) {
                    counted.put(number, Integer.valueOf(words[3]));
                }
                on(number, call -> call.end(isCounted ? ASK : ALLOW));
            }
        }
    }

    /** What is done with a call, or if an argument has this value; it has to end. */
    private SystemCallFilter on(int value, Consumer<SystemCallFilter> rules) {
        SystemCallFilter inner = new SystemCallFilter(machine);
        rules.accept(inner);
        add(IF_EQUAL, 0, inner.code.size(), value);
        code.addAll(inner.code);
        return this;
    }

    /** The lower half of an argument; of numbers and flags the kernel too reads no more. */
    private SystemCallFilter load(int argument) {
        return add(LOAD, 0, 0, FIRST_ARGUMENT + 8 * (argument - 1));
    }

    private SystemCallFilter loadUpperHalf(int argument) {
        return add(LOAD, 0, 0, FIRST_ARGUMENT + 8 * (argument - 1) + 4);
    }

    private SystemCallFilter and(int bits) {
        return add(AND, 0, 0, bits);
    }

    private SystemCallFilter ifAnyBit(int bits, int action) {
        return add(IF_ANY_BIT, 0, 1, bits).end(action);
    }

    private SystemCallFilter ifNoBit(int bits, int action) {
        return add(IF_ANY_BIT, 1, 0, bits).end(action);
    }

    private SystemCallFilter ifOneOf(int[] values, int action) {
        for (int value : values) {
            add(IF_EQUAL, 0, 1, value).end(action);
        }
        return this;
    }

    private SystemCallFilter ifNoneOf(int[] values, int action) {
        for (int i = 0; i < values.length; i++) {
            add(IF_EQUAL, values.length - i, 0, values[i]);
        }
        return end(action);
    }

    private SystemCallFilter end(int action) {
        return add(RETURN, 0, 0, action);
    }

    private SystemCallFilter add(int operation, int ifTrue, int ifFalse, int operand) {
        code.add(new long[] {operation, ifTrue, ifFalse, operand});
        return this;
    }
}
