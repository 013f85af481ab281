// Reads what "go test -json" printed and says what went wrong in it: the output of failed tests, and every test that
// was skipped, with its reason. The last line counts tests ("N passed, N failed, N skipped"): a test with subtests is
// counted by these alone, a package that does not build or breaks off is a failed one. Exits 1 unless all passed.
//   node count.mjs FILE...
import { readFileSync } from 'node:fs';

const tests = new Map(); // "package test" -> {action, output}
const packages = new Map(); // package -> {action, output}
const builds = new Map(); // package -> output of its build
for (const file of process.argv.slice(2)) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.startsWith('{')) {
      if (line.trim()) console.log(line);
      continue;
    }
    const e = JSON.parse(line);
    if (e.Action === 'build-output') {
      builds.set(e.ImportPath, (builds.get(e.ImportPath) ?? '') + e.Output);
      continue;
    }
    if (!e.Package) continue;
    const [map, key] = e.Test ? [tests, `${e.Package} ${e.Test}`] : [packages, e.Package];
    const t = map.get(key) ?? { action: 'none', output: '' };
    if (e.Action === 'output') t.output += e.Output;
    if (['pass', 'fail', 'skip'].includes(e.Action)) Object.assign(t, { action: e.Action, seconds: e.Elapsed });
    map.set(key, t);
  }
}

const parents = new Set();
for (const key of tests.keys()) {
  for (let i = key.indexOf('/', key.indexOf(' ')); i >= 0; i = key.indexOf('/', i + 1)) parents.add(key.slice(0, i));
}

let passed = 0;
let failed = 0;
let skipped = 0;
for (const [key, t] of tests) {
  // A parent that itself fails or is skipped has something to say that its subtests may not.
  if (t.action === 'fail' || t.action === 'none') {
    console.log(`--- FAIL ${key}\n${t.output}`);
    if (!parents.has(key)) failed++;
  } else if (t.action === 'skip') {
    console.log(`--- SKIP ${key}\n${t.output}`);
    skipped++;
  } else if (!parents.has(key)) {
    passed++;
  }
}
for (const [name, p] of packages) {
  if (p.action === 'fail' || p.action === 'none') {
    const own = [...tests].some(([key, t]) => key.startsWith(`${name} `) && t.action === 'fail' && !parents.has(key));
    if (!own) failed++;
    console.log(`--- FAIL ${name}\n${p.output}`);
  }
}
for (const [name, output] of builds) console.log(`--- BUILD ${name}\n${output}`);
if (builds.size > 0 && failed === 0) failed = builds.size;

const slow = [...packages].filter(([, p]) => p.seconds > 1).sort((a, b) => b[1].seconds - a[1].seconds);
for (const [name, p] of slow.slice(0, 12)) console.log(`${p.seconds.toFixed(0).padStart(5)} s ${name}`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed + skipped > 0 || passed === 0 ? 1 : 0;
