package io.github.answersheet.sandbox;

import java.time.Duration;

/**
 * What a program may use. Memory is limited twice: each process in its address space, and the resident memory of all
 * together, which is looked at many times a second. Between two looks several processes can exceed it; what they can
 * reach at most is {@code processes} times {@code memory}. Memory that processes share without a file is counted when they
 * ask for it, and is a quarter of {@code memory} at most.
 *
 * @param time wall-clock time of the whole run; processor time of each process has the same limit
 * @param memory bytes: resident for all processes together, and half of each one's address space
 * @param processes at one time, threads counted
 * @param disk bytes that all files take together. One with holes may be longer, up to 16 GiB
 * @param output bytes of standard output, and as many of standard error; of each wanted file too
 */
public record Limits(Duration time, long memory, int processes, long disk, int output) {

    /** For a block of an answer: 10 s, 512 MiB, 48 processes, 64 MiB of files, 64 KiB of output. */
    public static final Limits STANDARD = new Limits(Duration.ofSeconds(10), 512L << 20, 48, 64L << 20, 64 << 10);

    public Limits withTime(Duration other) {
        return new Limits(other, memory, processes, disk, output);
    }
}
