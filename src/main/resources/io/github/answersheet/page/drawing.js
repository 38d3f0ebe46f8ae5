// Draws one diagram alone on a page, for a picture of it.
"use strict";

// In a file of its own a drawing brings its own policy: it asks for nothing and runs nothing, wherever it is opened.
function withPolicy(svg) {
  const XHTML = "http://www.w3.org/1999/xhtml";
  const file = svg.cloneNode(true);
  const head = document.createElementNS(XHTML, "head");
  const policy = document.createElementNS(XHTML, "meta");
  policy.setAttribute("http-equiv", "Content-Security-Policy");
  policy.setAttribute("content", "default-src 'none'; style-src 'unsafe-inline'");
  head.append(policy);
  file.prepend(head);
  return new XMLSerializer().serializeToString(file);
}

async function drawForFile(source, name) {
  try {
    const { svg, title, description } = await drawDiagram(source, name);
    const { width, height } = svg.viewBox.baseVal;
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.setAttribute("style", "background: #fff");
    document.body.replaceChildren(svg);
    return { svg: withPolicy(svg), width, height, title, description };
  } catch (error) {
    return { error: String(error?.message ?? error).split("\n")[0] };
  }
}
