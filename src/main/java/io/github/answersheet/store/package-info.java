/** Paid replies, kept so that none is paid for twice. */
package io.github.answersheet.store;
