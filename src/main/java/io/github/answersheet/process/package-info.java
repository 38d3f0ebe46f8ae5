/** Long-lived child processes that answer one line of JSON with one line of JSON. */
package io.github.answersheet.process;
