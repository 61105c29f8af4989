// npm `openai`: the vendor's own SDK.
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { check, levelSchema, model, pixel, question, raises, start, target, weatherSchema } from './checks.mjs';

const connect = options => new OpenAI({ baseURL: `${target.url}/v1`, apiKey: target.key, maxRetries: 0, ...options });
const client = connect();
const ask = (text = question) => [
  { role: 'system', content: 'You answer briefly.' },
  { role: 'user', content: text },
];
const tools = [
  { type: 'function', function: { name: 'weather', description: 'The weather in a city.', parameters: weatherSchema } },
  { type: 'function', function: { name: 'level', description: 'The water behind a gate.', parameters: levelSchema } },
];

async function read(stream) {
  const seen = { text: '', chunks: 0, finish: null, usage: null, calls: [], fragments: 0, empty: 0 };
  for await (const chunk of stream) {
    seen.usage = chunk.usage ?? seen.usage;
    seen.empty += chunk.choices.length === 0 ? 1 : 0;
    const choice = chunk.choices[0];
    seen.finish = choice?.finish_reason ?? seen.finish;
    if (choice?.delta?.content) {
      seen.text += choice.delta.content;
      seen.chunks++;
    }

    for (const part of choice?.delta?.tool_calls ?? []) {
      const call = (seen.calls[part.index] ??= { id: null, name: '', arguments: '' });
      call.id = part.id ?? call.id;
      call.name += part.function?.name ?? '';
      call.arguments += part.function?.arguments ?? '';
      seen.fragments += part.function?.arguments ? 1 : 0;
    }
  }

  return seen;
}

check('a whole answer has text, a finish reason and usage that adds up', async () => {
  const answer = await client.chat.completions.create({ model: model('chat'), messages: ask() });
  assert.equal(answer.object, 'chat.completion');
  assert.equal(answer.choices[0].message.role, 'assistant');
  assert.ok(answer.choices[0].message.content.length > 0);
  assert.equal(answer.choices[0].finish_reason, 'stop');
  assert.ok(answer.usage.prompt_tokens > 0 && answer.usage.completion_tokens > 0);
  assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
});

check('a streamed answer is the whole answer in pieces', async () => {
  const whole = await client.chat.completions.create({ model: model('chat'), messages: ask() });
  const seen = await read(await client.chat.completions.create({ model: model('chat'), messages: ask(), stream: true }));
  assert.equal(seen.text, whole.choices[0].message.content);
  assert.ok(seen.chunks > 3, `${seen.chunks} chunks`);
  assert.equal(seen.finish, 'stop');
});

check('a stream carries usage exactly when asked', async () => {
  const request = { model: model('chat'), messages: ask(), stream: true };
  const without = await read(await client.chat.completions.create(request));
  const withUsage = await read(await client.chat.completions.create({ ...request, stream_options: { include_usage: true } }));
  assert.equal(without.usage, null);
  assert.equal(without.empty, 0, 'a chunk without choices reached a caller that did not ask for usage');
  assert.ok(withUsage.usage.completion_tokens > 0);
});

check('the stream helper puts the answer together', async () => {
  const final = await client.chat.completions.stream({ model: model('chat'), messages: ask() }).finalChatCompletion();
  assert.ok(final.choices[0].message.content.length > 0);
});

check('a conversation of several turns is understood', async () => {
  const messages = [...ask(), { role: 'assistant', content: 'The lower one.' }, { role: 'user', content: 'And then?' }];
  const longer = await client.chat.completions.create({ model: model('chat'), messages });
  const shorter = await client.chat.completions.create({ model: model('chat'), messages: ask() });
  assert.ok(longer.usage.prompt_tokens > shorter.usage.prompt_tokens);
});

check('parallel tools are called with arguments that fit their schemas', async () => {
  const answer = await client.chat.completions.create({ model: model('chat'), messages: ask(), tools });
  const calls = answer.choices[0].message.tool_calls;
  assert.equal(answer.choices[0].finish_reason, 'tool_calls');
  assert.deepEqual(calls.map(call => call.function.name), ['weather', 'level']);
  assert.equal(new Set(calls.map(call => call.id)).size, 2);
  assert.ok(['celsius', 'fahrenheit'].includes(JSON.parse(calls[0].function.arguments).unit));
  assert.equal(typeof JSON.parse(calls[1].function.arguments).metres, 'number');
});

check('streamed tool arguments add up to the whole ones', async () => {
  const whole = await client.chat.completions.create({ model: model('chat'), messages: ask(), tools });
  const seen = await read(await client.chat.completions.create({ model: model('chat'), messages: ask(), tools, stream: true }));
  assert.equal(seen.finish, 'tool_calls');
  assert.ok(seen.fragments > 2, `${seen.fragments} fragments`);
  assert.deepEqual(
    seen.calls.map(call => [call.name, JSON.parse(call.arguments)]),
    whole.choices[0].message.tool_calls.map(call => [call.function.name, JSON.parse(call.function.arguments)]));
  assert.ok(seen.calls.every(call => call.id));
});

check('tool results go back and are answered in words', async () => {
  const first = await client.chat.completions.create({ model: model('chat'), messages: ask(), tools });
  const results = first.choices[0].message.tool_calls.map(call => ({ role: 'tool', tool_call_id: call.id, content: '{"value": 7}' }));
  const second = await client.chat.completions.create({ model: model('chat'), messages: [...ask(), first.choices[0].message, ...results], tools });
  assert.equal(second.choices[0].finish_reason, 'stop');
  assert.ok(second.choices[0].message.content.length > 0);
});

check('one tool can be asked for', async () => {
  const one = await client.chat.completions.create({ model: model('chat'), messages: ask(), tools, parallel_tool_calls: false });
  const named = await client.chat.completions.create({
    model: model('chat'), messages: ask(), tools, tool_choice: { type: 'function', function: { name: 'level' } },
  });
  assert.equal(one.choices[0].message.tool_calls.length, 1);
  assert.deepEqual(named.choices[0].message.tool_calls.map(call => call.function.name), ['level']);
});

check('an answer follows a JSON schema', async () => {
  const shape = z.object({ gate: z.string(), metres: z.number(), open: z.boolean() });
  const answer = await client.chat.completions.parse({
    model: model('chat'), messages: ask(), response_format: zodResponseFormat(shape, 'reading'),
  });
  assert.ok(shape.safeParse(answer.choices[0].message.parsed).success);
});

check('JSON mode gives JSON', async () => {
  const answer = await client.chat.completions.create({
    model: model('chat'), messages: ask(), response_format: { type: 'json_object' },
  });
  assert.equal(typeof JSON.parse(answer.choices[0].message.content), 'object');
  assert.equal(answer.choices[0].finish_reason, 'stop');
});

check('an image by address and one as data are taken', async () => {
  for (const url of ['https://example.com/gate.png', `data:image/png;base64,${pixel}`]) {
    const content = [{ type: 'text', text: 'What is this?' }, { type: 'image_url', image_url: { url } }];
    const answer = await client.chat.completions.create({ model: model('chat'), messages: [{ role: 'user', content }] });
    assert.ok(answer.choices[0].message.content.length > 0);
  }
});

check('a token limit ends the answer with the reason length', async () => {
  const answer = await client.chat.completions.create({ model: model('chat'), messages: ask(), max_tokens: 5 });
  assert.equal(answer.choices[0].finish_reason, 'length');
  assert.equal(answer.usage.completion_tokens, 5);
});

check('a stop sequence ends the answer before it', async () => {
  const whole = (await client.chat.completions.create({ model: model('chat'), messages: ask() })).choices[0].message.content;
  const stop = whole.split(' ')[4];
  const answer = await client.chat.completions.create({ model: model('chat'), messages: ask(), stop: [stop] });
  assert.equal(answer.choices[0].finish_reason, 'stop');
  assert.equal(answer.choices[0].message.content, whole.slice(0, whole.indexOf(stop)));
});

check('reasoning is counted', async () => {
  const answer = await client.chat.completions.create({ model: model('reason'), messages: ask(), reasoning_effort: 'medium', max_completion_tokens: 4000 });
  assert.ok(answer.choices[0].message.content.length > 0);
  assert.ok(answer.usage.completion_tokens > 0);
});

check('texts are embedded, one vector each', async () => {
  const answer = await client.embeddings.create({ model: 'embed', input: ['the first', 'the second'] });
  assert.equal(answer.data.length, 2);
  assert.deepEqual(answer.data.map(row => row.index), [0, 1]);
  assert.ok(answer.data[0].embedding.length > 10 && answer.data[0].embedding.every(Number.isFinite));
  assert.notDeepEqual(answer.data[0].embedding, answer.data[1].embedding);
  assert.ok(answer.usage.prompt_tokens > 0);
});

check('an embedding has the dimensions asked for, as numbers or packed', async () => {
  const request = { model: 'embed', input: 'one text', dimensions: 32 };
  const packed = await client.embeddings.create(request);
  const numbers = await client.embeddings.create({ ...request, encoding_format: 'float' });
  assert.equal(packed.data[0].embedding.length, 32);
  assert.equal(numbers.data[0].embedding.length, 32);
  assert.ok(packed.data[0].embedding.every((value, index) => Math.abs(value - numbers.data[0].embedding[index]) < 1e-5));
});

check('models are listed and shown by name', async () => {
  const names = [];
  for await (const one of client.models.list()) {
    names.push(one.id);
  }

  assert.ok(names.includes(model('chat')) && names.includes('embed'), names.join());
  assert.equal((await client.models.retrieve(model('chat'))).id, model('chat'));
  await raises(OpenAI.NotFoundError, () => client.models.retrieve('nobody'));
});

check('a wrong key raises AuthenticationError', async () => {
  const error = await raises(OpenAI.AuthenticationError, () =>
    connect({ apiKey: 'sk-wrong' }).chat.completions.create({ model: model('chat'), messages: ask() }));
  assert.equal(error.status, 401);
  assert.equal(error.code, 'invalid_api_key');
  assert.ok(error.requestID, 'no request id');
});

check('an unknown model raises NotFoundError', async () => {
  const error = await raises(OpenAI.NotFoundError, () => client.chat.completions.create({ model: 'nobody', messages: ask() }));
  assert.equal(error.code, 'model_not_found');
});

check('a bad request raises BadRequestError that names the field', async () => {
  const error = await raises(OpenAI.BadRequestError, () => client.chat.completions.create({ model: model('chat'), messages: 'hello' }));
  assert.equal(error.type, 'invalid_request_error');
  assert.match(error.message + error.param, /messages/);
});

check('a used-up limit raises RateLimitError with the time to wait', async () => {
  const limited = connect({ apiKey: target.limitedKey });
  const error = await raises(OpenAI.RateLimitError, async () => {
    for (let index = 0; index < 5; index++) {
      await limited.chat.completions.create({ model: model('chat'), messages: ask() });
    }
  });
  assert.equal(error.code, 'rate_limit_exceeded');
  assert.ok(Number(error.headers.get('retry-after')) > 0);
  assert.equal(error.headers.get('x-ratelimit-remaining-requests'), '0');
});

check('the provider\'s own limit raises RateLimitError with its time to wait', async () => {
  const error = await raises(OpenAI.RateLimitError, () => client.chat.completions.create({ model: model('limited'), messages: ask() }));
  assert.ok(Number(error.headers.get('retry-after')) > 0);
});

check('answers say what they came from', async () => {
  const { data, response, request_id } = await client.chat.completions.create({ model: model('chat'), messages: ask() }).withResponse();
  assert.ok(data.id);
  assert.ok(response.headers.get('x-penstock-trace'));
  assert.equal(request_id, response.headers.get('x-penstock-trace'));
  assert.ok(response.headers.get('x-penstock-model'));
  assert.ok(response.headers.get('x-ratelimit-limit-requests'));
});

check('a stream that breaks raises an error and never ends silently', async () => {
  let pieces = 0;
  await raises(OpenAI.APIError, async () => {
    for await (const chunk of await client.chat.completions.create({ model: model('cut'), messages: ask(), stream: true })) {
      pieces += chunk.choices[0]?.delta?.content ? 1 : 0;
      assert.equal(chunk.choices[0]?.finish_reason ?? null, null, 'a cut answer claimed to be finished');
    }
  });
  assert.ok(pieces > 0, 'nothing arrived before the break');
});

check('a whole answer that breaks raises an error', async () => {
  const error = await raises(OpenAI.APIError, () => client.chat.completions.create({ model: model('cut'), messages: ask() }));
  assert.ok(error.status >= 500, `${error.status}`);
});

check('a stream can be left, and the next request works', async () => {
  const stream = await client.chat.completions.create({ model: model('paced'), messages: ask(), stream: true });
  let pieces = 0;
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta?.content && ++pieces === 3) {
      stream.controller.abort();
      break;
    }
  }

  assert.equal(pieces, 3);
  assert.ok((await client.chat.completions.create({ model: model('chat'), messages: ask() })).id);
});

check('a paced stream arrives piece by piece', async () => {
  const stream = await client.chat.completions.create({ model: model('paced'), messages: ask(), stream: true });
  const times = [];
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta?.content) {
      times.push(performance.now());
    }

    // Eight seconds' worth of pieces is left for a machine that slept while the first ones came.
    if (times.at(-1) - times[0] > 200) {
      break;
    }
  }

  assert.ok(times.at(-1) - times[0] > 200, 'the pieces came all at once');
});

await start();
