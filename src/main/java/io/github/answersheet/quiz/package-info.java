/** Quizzes and the reader that finds questions in the commonmark tree. */
package io.github.answersheet.quiz;
