package io.github.answersheet.run;

import io.github.answersheet.repair.Outcome;

/** Told of what a run does while it does it. Called from several threads, one call at a time. */
public interface Progress {

    /**
     * @param done questions of this quiz that are answered
     * @param total questions of this quiz
     * @param outcome the latest
     */
    void answered(int done, int total, Outcome outcome);
}
