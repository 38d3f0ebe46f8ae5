// Answers each line {"diagram": "..."} with one line of verdict. `lines` is the reader the first line came from.
lines.on('line', async (line) => {
  process.stdout.write((await parseDiagram(JSON.parse(line).diagram)) + '\n');
});
process.stdout.write('{"ready":true}\n');
