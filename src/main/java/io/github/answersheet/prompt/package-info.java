/** Prompts, built from a pack and a question. */
package io.github.answersheet.prompt;
