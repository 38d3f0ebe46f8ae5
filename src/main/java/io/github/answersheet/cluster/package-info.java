/** Many machines: questions that workers share, one limit for all of them, and sheets from what they left in the store. */
package io.github.answersheet.cluster;
