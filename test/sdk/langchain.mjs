// npm `@langchain/openai`.
import assert from 'node:assert/strict';
import { HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { z } from 'zod';
import { check, levelSchema, model, question, raises, start, target } from './checks.mjs';

const connect = (kind = 'chat', more = {}) => new ChatOpenAI({
  model: model(kind), apiKey: target.key, maxRetries: 0, useResponsesApi: false, configuration: { baseURL: `${target.url}/v1` }, ...more,
});
const ask = [new SystemMessage('You answer briefly.'), new HumanMessage(question)];
const tools = [
  tool(async () => '7 degrees', { name: 'weather', description: 'The weather.', schema: z.object({ city: z.string(), unit: z.enum(['celsius', 'fahrenheit']) }) }),
  tool(async () => '2 metres', { name: 'level', description: 'The water.', schema: z.object({ gate: z.string() }) }),
];

check('a whole answer has text and usage', async () => {
  const answer = await connect().invoke(ask);
  assert.ok(answer.content.length > 0);
  assert.equal(answer.response_metadata.finish_reason, 'stop');
  assert.ok(answer.usage_metadata.input_tokens > 0 && answer.usage_metadata.output_tokens > 0);
});

check('a streamed answer is the whole answer in pieces', async () => {
  const whole = await connect().invoke(ask);
  let answer;
  let pieces = 0;
  for await (const piece of await connect().stream(ask)) {
    answer = answer === undefined ? piece : answer.concat(piece);
    pieces += piece.content.length > 0 ? 1 : 0;
  }

  assert.equal(answer.content, whole.content);
  assert.ok(pieces > 3, `${pieces} pieces`);
  assert.ok(answer.usage_metadata.output_tokens > 0);
});

check('tools are called, run, and answered in words', async () => {
  const first = await connect().bindTools(tools).invoke(ask);
  assert.deepEqual(first.tool_calls.map(call => call.name), ['weather', 'level']);
  const results = await Promise.all(first.tool_calls.map(call => tools.find(one => one.name === call.name).invoke(call)));
  assert.ok(results.every(result => result instanceof ToolMessage));
  const second = await connect().bindTools(tools).invoke([...ask, first, ...results]);
  assert.ok(second.content.length > 0);
});

check('streamed tool calls add up', async () => {
  let answer;
  for await (const piece of await connect().bindTools(tools).stream(ask)) {
    answer = answer === undefined ? piece : answer.concat(piece);
  }

  assert.deepEqual(answer.tool_calls.map(call => call.name), ['weather', 'level']);
  assert.ok(['celsius', 'fahrenheit'].includes(answer.tool_calls[0].args.unit));
});

check('an answer follows a JSON schema', async () => {
  const answer = await connect().withStructuredOutput(levelSchema, { method: 'jsonSchema', name: 'reading' }).invoke(ask);
  assert.equal(typeof answer.metres, 'number');
});

check('texts are embedded', async () => {
  const embeddings = new OpenAIEmbeddings({ model: 'embed', apiKey: target.key, maxRetries: 0, configuration: { baseURL: `${target.url}/v1` } });
  const vectors = await embeddings.embedDocuments(['the first', 'the second']);
  assert.equal(vectors.length, 2);
  assert.ok(vectors[0].length > 10);
});

check('a wrong key raises an error with status 401', async () => {
  const error = await raises(Error, () => connect('chat', { apiKey: 'sk-wrong' }).invoke(ask));
  assert.equal(error.status, 401);
});

check('an unknown model raises an error with status 404', async () => {
  const error = await raises(Error, () => connect('chat', { model: 'nobody' }).invoke(ask));
  assert.equal(error.status, 404);
});

check('a used-up limit raises an error with status 429', async () => {
  const error = await raises(Error, async () => {
    for (let index = 0; index < 5; index++) {
      await connect('chat', { apiKey: target.limitedKey }).invoke(ask);
    }
  });
  assert.equal(error.status, 429);
});

check('a stream that breaks raises an error and never ends silently', async () => {
  let pieces = 0;
  await raises(Error, async () => {
    for await (const piece of await connect('cut').stream(ask)) {
      pieces += piece.content.length > 0 ? 1 : 0;
    }
  });
  assert.ok(pieces > 0, 'nothing arrived before the break');
});

check('a stream can be left, and the next request works', async () => {
  const leave = new AbortController();
  let pieces = 0;
  try {
    for await (const piece of await connect('paced').stream(ask, { signal: leave.signal })) {
      if (piece.content.length > 0 && ++pieces === 3) {
        leave.abort();
      }
    }
  } catch (error) {
    assert.match(String(error), /abort/i);
  }

  // The whole answer has 200; how many had arrived by the third says how busy the machine was.
  assert.ok(pieces >= 3 && pieces < 200, `${pieces} pieces`);
  assert.ok((await connect().invoke(ask)).content.length > 0);
});

await start();
