// npm `ai` with `@ai-sdk/openai`: the Vercel AI SDK.
import assert from 'node:assert/strict';
import { createOpenAI } from '@ai-sdk/openai';
import { APICallError, Output, embedMany, generateText, isStepCount, jsonSchema, streamText, tool } from 'ai';
import { check, levelSchema, model, question, raises, start, target, weatherSchema } from './checks.mjs';

const connect = apiKey => createOpenAI({ baseURL: `${target.url}/v1`, apiKey });
const penstock = connect(target.key);
const ask = (kind = 'chat', more = {}) => ({ model: penstock.chat(model(kind)), prompt: question, maxRetries: 0, ...more });
const tools = calls => ({
  weather: tool({ description: 'The weather.', inputSchema: jsonSchema(weatherSchema), execute: async input => calls.push(['weather', input]) && { degrees: 7 } }),
  level: tool({ description: 'The water.', inputSchema: jsonSchema(levelSchema), execute: async input => calls.push(['level', input]) && { metres: 2 } }),
});

check('a whole answer has text, a finish reason and usage', async () => {
  const answer = await generateText(ask('chat', { instructions: 'You answer briefly.' }));
  assert.ok(answer.text.length > 0);
  assert.equal(answer.finishReason, 'stop');
  assert.ok(answer.usage.inputTokens > 0 && answer.usage.outputTokens > 0);
});

check('a streamed answer is the whole answer in pieces', async () => {
  const whole = await generateText(ask());
  const stream = streamText(ask());
  const pieces = [];
  for await (const piece of stream.textStream) {
    pieces.push(piece);
  }

  assert.equal(pieces.join(''), whole.text);
  assert.ok(pieces.length > 3, `${pieces.length} pieces`);
  assert.equal(await stream.finishReason, 'stop');
  assert.ok((await stream.usage).outputTokens > 0);
});

check('tools are called, run, and answered in words', async () => {
  const calls = [];
  const answer = await generateText(ask('chat', { tools: tools(calls), stopWhen: isStepCount(3) }));
  assert.deepEqual(calls.map(([name]) => name).sort(), ['level', 'weather']);
  assert.ok(['celsius', 'fahrenheit'].includes(calls.find(([name]) => name === 'weather')[1].unit));
  assert.equal(answer.steps.length, 2);
  assert.ok(answer.text.length > 0);
});

check('streamed tools are called, run, and answered in words', async () => {
  const calls = [];
  const stream = streamText(ask('chat', { tools: tools(calls), stopWhen: isStepCount(3) }));
  let fragments = 0;
  for await (const part of stream.fullStream) {
    assert.notEqual(part.type, 'error', String(part.error));
    fragments += part.type === 'tool-input-delta' ? 1 : 0;
  }

  assert.equal(calls.length, 2);
  assert.ok(fragments > 2, `${fragments} fragments`);
  assert.ok((await stream.text).length > 0);
});

check('an answer follows a JSON schema', async () => {
  const answer = await generateText(ask('chat', { output: Output.object({ schema: jsonSchema(levelSchema) }) }));
  assert.equal(typeof answer.output.metres, 'number');
});

check('texts are embedded', async () => {
  const answer = await embedMany({ model: penstock.embedding('embed'), values: ['the first', 'the second'], maxRetries: 0 });
  assert.equal(answer.embeddings.length, 2);
  assert.ok(answer.embeddings[0].length > 10);
});

check('a wrong key raises APICallError with status 401', async () => {
  const error = await raises(APICallError, () => generateText(ask('chat', { model: connect('sk-wrong').chat(model('chat')) })));
  assert.equal(error.statusCode, 401);
  assert.equal(error.isRetryable, false);
});

check('an unknown model raises APICallError with status 404', async () => {
  const error = await raises(APICallError, () => generateText(ask('chat', { model: penstock.chat('nobody') })));
  assert.equal(error.statusCode, 404);
});

check('a used-up limit raises a retryable APICallError with the time to wait', async () => {
  const limited = connect(target.limitedKey);
  const error = await raises(APICallError, async () => {
    for (let index = 0; index < 5; index++) {
      await generateText(ask('chat', { model: limited.chat(model('chat')) }));
    }
  });
  assert.equal(error.statusCode, 429);
  assert.equal(error.isRetryable, true);
  assert.ok(Number(error.responseHeaders['retry-after']) > 0);
});

check('a stream that breaks raises an error and never ends silently', async () => {
  const errors = [];
  const stream = streamText(ask('cut', { onError: ({ error }) => errors.push(error) }));
  let finish;
  try {
    for await (const part of stream.fullStream) {
      if (part.type === 'error') {
        errors.push(part.error);
      }

      finish = part.type === 'finish' ? part.finishReason : finish;
    }
  } catch (error) {
    errors.push(error);
  }

  assert.ok(errors.length > 0, 'no error was raised');
  assert.ok(finish === undefined || finish === 'error' || finish === 'other', `a cut answer finished with ${finish}`);
});

check('a stream can be left, and the next request works', async () => {
  const leave = new AbortController();
  const stream = streamText(ask('paced', { abortSignal: leave.signal, onError: () => {} }));
  let pieces = 0;
  for await (const part of stream.fullStream) {
    if (part.type === 'text-delta' && ++pieces === 3) {
      leave.abort();
    }
  }

  // The whole answer has 200; how many had arrived by the third says how busy the machine was.
  assert.ok(pieces >= 3 && pieces < 200, `${pieces} pieces`);
  assert.ok((await generateText(ask())).text.length > 0);
});

await start();
