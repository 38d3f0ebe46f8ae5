// Draws one diagram alone on a page, for a picture of it.
"use strict";
async function drawForFile(source, name) {
  try {
    const { svg, title, description } = await drawDiagram(source, name);
    const { width, height } = svg.viewBox.baseVal;
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.setAttribute("style", "background: #fff");
    document.body.replaceChildren(svg);
    return { svg: new XMLSerializer().serializeToString(svg), width, height, title, description };
  } catch (error) {
    return { error: String(error?.message ?? error).split("\n")[0] };
  }
}
