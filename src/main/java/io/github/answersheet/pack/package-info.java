/** Prompt packs: role, rules, answer formats and exemplars, all of them data. */
package io.github.answersheet.pack;
