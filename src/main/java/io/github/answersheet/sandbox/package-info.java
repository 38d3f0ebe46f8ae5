/** Untrusted programs, run where they can reach nothing and harm nobody. */
package io.github.answersheet.sandbox;
