/** Examination: all that can be found out about a draft, by reading its blocks and by running them. */
package io.github.answersheet.examine;
