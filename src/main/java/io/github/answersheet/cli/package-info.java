/** The command line: commands, exit codes, and the wiring of everything else. */
package io.github.answersheet.cli;
