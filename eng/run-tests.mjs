// Runs the built test projects one after another and adds up what they report.
//
//   node eng/run-tests.mjs [--fast] [ProjectName ...]
//
// Every xunit v3 test project is a program that, with -automated, prints one JSON message per event. Results are counted
// from those messages as they come, so that a project that hangs or crashes loses nothing: what passed stays counted, and
// what was running when it ended counts as failed.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const projectLimitSeconds = Number(process.env.PENSTOCK_TEST_SECONDS ?? 1500);
const totalLimitSeconds = Number(process.env.PENSTOCK_TESTS_SECONDS ?? 2700);
const started = Date.now();

const arguments_ = process.argv.slice(2);
const fast = arguments_.includes('--fast');
const wanted = arguments_.filter(argument => !argument.startsWith('-'));
const filters = fast ? ['-trait-', 'needs=chromium', '-trait-', 'speed=slow'] : [];

const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const skips = [];
let running;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (running) {
      end(running);
    }

    process.exit(130);
  });
}

for (const project of projects()) {
  await run(project);
}

report();
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;

function projects() {
  const all = readdirSync(join(root, 'test')).filter(name => name.endsWith('.Tests')).sort();
  const unknown = wanted.filter(name => !all.some(project => matches(project, name)));
  if (unknown.length > 0) {
    console.error(`No test project named ${unknown.join(', ')}. There are: ${all.join(', ')}`);
    process.exit(2);
  }

  return wanted.length === 0 ? all : all.filter(project => wanted.some(name => matches(project, name)));
}

function matches(project, name) {
  return [project, project.replace('Penstock.', ''), project.replace('Penstock.', '').replace('.Tests', '')]
    .some(form => form.toLowerCase() === name.toLowerCase());
}

async function run(project) {
  const program = join(root, 'artifacts', 'bin', project, 'release', `${project}.dll`);
  const state = { project, open: new Map(), names: new Map(), passed: 0, failed: 0, skipped: 0, tail: [], killed: false };
  if (!existsSync(program)) {
    fail(state, project, `It was not built: ${program} is missing.`);
    return close(state, Date.now());
  }

  const begun = Date.now();
  const limit = Math.max(1, Math.min(projectLimitSeconds, totalLimitSeconds - (begun - started) / 1000));
  const child = spawn('dotnet', [program, '-automated', '-noColor', '-noAutoReporters', ...filters], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(fast ? { PENSTOCK_FAST: '1' } : {}) },
  });
  running = child;
  const timer = setTimeout(() => {
    state.killed = true;
    end(child);
  }, limit * 1000);

  createInterface({ input: child.stdout }).on('line', line => receive(state, line));
  createInterface({ input: child.stderr }).on('line', line => remember(state, line));
  const code = await new Promise(resolve => {
    child.on('error', error => resolve(error.message));
    child.on('exit', (exitCode, signal) => {
      // A process that a test left behind would hold the pipes open, and the run with them.
      setTimeout(() => end(child), 2000).unref();
      child.on('close', () => resolve(signal ?? exitCode));
    });
  });
  clearTimeout(timer);
  end(child);
  running = undefined;
  settle(state, code, limit);
  close(state, begun);
}

function receive(state, line) {
  const start = line.indexOf('{"$type":');
  let message;
  try {
    message = start < 0 ? undefined : JSON.parse(line.slice(start));
  } catch {
    message = undefined;
  }

  if (message === undefined) {
    remember(state, line);
    return;
  }

  const id = message.TestUniqueID;
  switch (message.$type) {
    case 'test-starting':
      state.open.set(id, message.TestDisplayName);
      state.names.set(id, message.TestDisplayName);
      break;
    case 'test-passed':
      state.passed++;
      state.open.delete(id);
      break;
    case 'test-failed':
      state.open.delete(id);
      fail(state, state.names.get(id), text(message));
      break;
    case 'test-skipped':
      state.skipped++;
      state.open.delete(id);
      skips.push(`${state.names.get(id)}: ${message.Reason}`);
      break;
    case 'test-not-run':
      // Explicit tests run only when asked for by name; they are neither passed nor skipped.
      state.open.delete(id);
      break;
    case 'error-message':
    case 'test-assembly-cleanup-failure':
    case 'test-collection-cleanup-failure':
    case 'test-class-cleanup-failure':
    case 'test-method-cleanup-failure':
    case 'test-case-cleanup-failure':
      fail(state, `${state.project} (${message.$type})`, text(message));
      break;
    case 'test-cleanup-failure':
      // The test itself has been counted already; its clean-up is one more thing that failed.
      fail(state, `${state.names.get(id)} (clean-up)`, text(message));
      break;
  }
}

function settle(state, code, limit) {
  if (state.killed) {
    for (const name of state.open.values()) {
      fail(state, name, `It was still running when the project was ended after ${Math.round(limit)} s.`);
    }

    if (state.open.size === 0) {
      fail(state, state.project, `It was ended after ${Math.round(limit)} s.\n${state.tail.join('\n')}`);
    }
  } else if (state.open.size > 0) {
    for (const name of state.open.values()) {
      fail(state, name, `The process ended (${code}) while it was running.\n${state.tail.join('\n')}`);
    }
  } else if (code !== 0 && state.failed === 0) {
    fail(state, state.project, `The process ended with ${code}.\n${state.tail.join('\n')}`);
  }
}

function close(state, begun) {
  totals.passed += state.passed;
  totals.failed += state.failed;
  totals.skipped += state.skipped;
  const seconds = ((Date.now() - begun) / 1000).toFixed(1).padStart(6);
  const word = state.failed > 0 ? 'FAIL' : 'ok  ';
  console.log(`${word} ${state.project.padEnd(28)} ${seconds} s  ${counts(state)}`);
}

function report() {
  if (skips.length > 0) {
    console.log(`\nSkipped:\n${skips.map(line => `  ${line}`).join('\n')}`);
  }

  for (const failure of failures) {
    console.log(`\nFAILED ${failure.name}\n${failure.message.replace(/^/gm, '    ')}`);
  }

  console.log(`\n${((Date.now() - started) / 1000).toFixed(0)} s in test projects`);
  console.log(counts(totals));
}

function counts(state) {
  return `${state.passed} passed, ${state.failed} failed, ${state.skipped} skipped`;
}

function fail(state, name, message) {
  state.failed++;
  failures.push({ name, message });
}

function remember(state, line) {
  state.tail.push(line);
  if (state.tail.length > 40) {
    state.tail.shift();
  }
}

function text(message) {
  const messages = message.Messages ?? [];
  const traces = message.StackTraces ?? [];
  return messages
    .map((line, index) => [message.ExceptionTypes?.[index], line, traces[index]].filter(Boolean).join('\n'))
    .join('\n')
    .slice(0, 6000);
}

function end(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}
