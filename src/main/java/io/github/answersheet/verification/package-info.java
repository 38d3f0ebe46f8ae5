/** Verification: code that is reviewed and what is to take its place, run on the same inputs. */
package io.github.answersheet.verification;
