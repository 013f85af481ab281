// Checks Cypher with the parser that Neo4j's own editors use: every statement of graph/cypher, with a sample type in its
// hole, and every block of Cypher in the README. Prints FILE:LINE:COLUMN: message and exits 1 where there is any.
//   node lint.mjs REPOSITORY
import { lintCypherQuery } from '@neo4j-cypher/language-support';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2];
const pieces = []; // {file, line, text}: line counts from 0

const folder = join(root, 'graph', 'cypher');
for (const name of readdirSync(folder).sort()) {
  if (name.endsWith('.cypher')) pieces.push({ file: `graph/cypher/${name}`, line: 0, text: readFileSync(join(folder, name), 'utf8') });
}
if (pieces.length === 0) throw new Error(`no statements in ${folder}`);

// The labels and types that the schema lays constraints on, and those of the links between articles, claims and entities.
const schema = pieces.map((p) => p.text).join('\n').matchAll(/\bFOR \(\w+:(\w+)\)/g);
const dbSchema = {
  labels: [...new Set([...schema].map((m) => m[1]))],
  relationshipTypes: ['STATES', 'SUBJECT', 'OBJECT', 'SPEAKER', 'PLACE', 'ABOUT', 'CALLED', 'MET', 'ATTACKED'],
};

for (const file of ['README.md']) {
  const path = join(root, file);
  if (!existsSync(path)) continue;
  const text = readFileSync(path, 'utf8');
  for (const m of text.matchAll(/^```cypher\n([\s\S]*?)^```/gm)) {
    pieces.push({ file, line: text.slice(0, m.index).split('\n').length, text: m[1] });
  }
}

let bad = 0;
let statements = 0;
for (const { file, line, text } of pieces) {
  const query = text.replaceAll('{{type}}', 'CALLED');
  statements += query.split(/;\s*$/m).filter((s) => s.replace(/^\s*\/\/.*$/gm, '').trim()).length;
  const { diagnostics } = lintCypherQuery(query, dbSchema, { consoleCommandsEnabled: false });
  for (const d of diagnostics) {
    if (/^Parameter \S+ is not defined/.test(d.message)) continue; // parameters are given at run time
    bad++;
    const at = d.range.start;
    console.error(`${file}:${line + at.line + 1}:${at.character + 1}: ${d.message}`);
  }
}
console.log(`cypher lint: ${statements} statements, ${bad} problems`);
process.exit(bad ? 1 : 0);
