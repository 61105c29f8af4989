// The frame of every script here: named checks, one after another, each reported as one line of JSON.
//
//   node openai.mjs --list     the names only
//   node openai.mjs            run them; PENSTOCK_URL, PENSTOCK_KEY, PENSTOCK_LIMITED_KEY and PENSTOCK_TARGET say against what
import assert from 'node:assert/strict';

const checks = [];
// Only a check that hangs takes so long, on any machine.
const secondsEach = 120;

export const target = {
  url: process.env.PENSTOCK_URL ?? 'http://127.0.0.1:8080',
  key: process.env.PENSTOCK_KEY ?? 'unset',
  limitedKey: process.env.PENSTOCK_LIMITED_KEY ?? 'unset',
};

/** The model of this kind behind the provider under test: chat, long, paced, cut, limited, reason. */
export const model = kind => `${process.env.PENSTOCK_TARGET ?? 'openai'}-${kind}`;

export const question = 'Which of the two gates should be opened first when the water rises?';

export const weatherSchema = {
  type: 'object',
  properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
  required: ['city', 'unit'],
  additionalProperties: false,
};

export const levelSchema = {
  type: 'object',
  properties: { gate: { type: 'string' }, metres: { type: 'number' } },
  required: ['gate', 'metres'],
  additionalProperties: false,
};

/** One white pixel. */
export const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

export function check(name, run) {
  checks.push({ name, run });
}

/** Runs until it throws an error of the class, and gives that error. */
export async function raises(kind, run) {
  try {
    await run();
  } catch (error) {
    assert.ok(error instanceof kind, `expected ${kind.name}, got ${error?.constructor?.name}: ${error?.message}`);
    return error;
  }

  assert.fail(`expected ${kind.name}, but nothing was raised`);
}

export async function start() {
  if (process.argv.includes('--list')) {
    for (const { name } of checks) {
      console.log(JSON.stringify({ name }));
    }

    return;
  }

  for (const { name, run } of checks) {
    const begun = performance.now();
    const error = await attempt(run);
    console.log(JSON.stringify({ name, ok: error === null, error, milliseconds: Math.round(performance.now() - begun) }));
  }

  // Connections kept alive by an SDK would hold the process.
  process.exit(0);
}

async function attempt(run) {
  let timer;
  try {
    await Promise.race([
      run(),
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`not finished after ${secondsEach} s`)), secondsEach * 1000);
      }),
    ]);
    return null;
  } catch (error) {
    return error?.stack ?? String(error);
  } finally {
    clearTimeout(timer);
  }
}

process.on('unhandledRejection', error => {
  console.log(JSON.stringify({ name: 'no rejection goes unhandled', ok: false, error: error?.stack ?? String(error) }));
});
