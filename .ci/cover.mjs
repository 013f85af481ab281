// Prints the share of statements that a Go cover profile reaches in files of package graph, and fails under a bound.
//   node cover.mjs PROFILE PERCENT FILE...   files without folder and ending
import { readFileSync } from 'node:fs';

const [profile, bound, ...files] = process.argv.slice(2);
const sum = new Map(files.map(f => [f, { all: 0, hit: 0 }]));
for (const line of readFileSync(profile, 'utf8').split('\n')) {
  const m = line.match(/\/graph\/(\w+)\.go:\S+ (\d+) (\d+)$/);
  const s = m && sum.get(m[1]);
  if (!s) continue;
  s.all += Number(m[2]);
  if (Number(m[3]) > 0) s.hit += Number(m[2]);
}
const total = { all: 0, hit: 0 };
for (const [file, s] of sum) {
  if (s.all === 0) throw new Error(`${file}.go has no statement in ${profile}`);
  console.log(`${file}.go`.padEnd(14), (100 * s.hit / s.all).toFixed(1), '%');
  total.all += s.all;
  total.hit += s.hit;
}
const reached = 100 * total.hit / total.all;
console.log('together'.padEnd(14), reached.toFixed(1), '%');
if (reached < Number(bound)) {
  console.error(`the synthetic press reaches ${reached.toFixed(1)} % of these files, less than ${bound} %`);
  process.exit(1);
}
