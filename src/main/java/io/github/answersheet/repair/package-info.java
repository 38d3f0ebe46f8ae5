/** The ladder: how a draft becomes an answer at the least cost. */
package io.github.answersheet.repair;
