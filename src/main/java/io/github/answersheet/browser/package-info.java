/** A Chrome or Chromium of this machine, for what needs a browser's layout: pictures of diagrams, and PDF. */
package io.github.answersheet.browser;
