/** The code of an answer, run in the sandbox, and the state of each block: passed, failed, not run and why, unchecked. */
package io.github.answersheet.execution;
