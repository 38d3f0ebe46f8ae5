/** A provider's batches: calls are noted, sent as files, and their results kept; or carried to it and back by hand. */
package io.github.answersheet.llm.batch;
