package io.github.answersheet.llm.batch;

import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.Endpoint;

/**
 * What batches are made for.
 *
 * @param id tells its calls from those of other jobs, as far as the budget goes
 * @param since milliseconds since 1970; what was spent before does not count
 * @param attempts in how many batches a call is tried that gets no reply
 * @param limits of a batch
 */
public record BatchJob(String id, Endpoint endpoint, long since, Budget budget, int attempts, FileLimits limits) {}
