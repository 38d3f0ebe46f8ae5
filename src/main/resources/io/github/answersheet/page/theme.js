// The reader's choice of colours, before anything is shown. A browser may refuse to keep it.
"use strict";
try {
  const kept = localStorage.getItem("answersheet-theme");
  if (kept === "dark" || kept === "light") {
    document.documentElement.dataset.theme = kept;
  }
} catch {
  // Then the system's colours it is.
}
