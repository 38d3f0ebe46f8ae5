'use strict';
// Shows the sheets and answers that hold every word of the search.
(() => {
  const field = document.getElementById('search:');
  const found = document.getElementById('found:');
  const sheets = [...document.querySelectorAll('li.sheet')].map((element) => ({
    element,
    details: element.querySelector('details'),
    title: element.querySelector('a').textContent.toLowerCase(),
    answers: [...element.querySelectorAll('li')].map((line) => ({ line, text: line.textContent.toLowerCase() })),
  }));

  function search() {
    const words = field.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    let count = 0;
    for (const sheet of sheets) {
      let some = false;
      for (const answer of sheet.answers) {
        const holds = words.every((word) => answer.text.includes(word) || sheet.title.includes(word));
        answer.line.hidden = !holds;
        some = some || holds;
        count += holds ? 1 : 0;
      }
      sheet.element.hidden = !some;
      sheet.details.open = words.length > 0 && some;
    }
    found.textContent = words.length === 0 ? '' : count === 1 ? '1 answer' : `${count} answers`;
  }

  field.addEventListener('input', search);
  search();
})();
