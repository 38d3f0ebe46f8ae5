/** Drafts: answers as a model or a person wrote them, read into sections and not yet checked. */
package io.github.answersheet.draft;
