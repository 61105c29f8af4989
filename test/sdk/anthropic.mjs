// npm `@anthropic-ai/sdk`: the vendor's own SDK.
import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { check, levelSchema, model, pixel, question, raises, start, target, weatherSchema } from './checks.mjs';

const connect = options => new Anthropic({ baseURL: target.url, apiKey: target.key, maxRetries: 0, ...options });
const client = connect();
const ask = (kind = 'chat', more = {}) => ({
  model: model(kind),
  max_tokens: 500,
  system: 'You answer briefly.',
  messages: [{ role: 'user', content: question }],
  ...more,
});
const tools = [
  { name: 'weather', description: 'The weather in a city.', input_schema: weatherSchema },
  { name: 'level', description: 'The water behind a gate.', input_schema: levelSchema },
];
const texts = message => message.content.filter(block => block.type === 'text').map(block => block.text).join('');
// What was read from the cache is not part of the vendor's input tokens.
const input = message => message.usage.input_tokens + (message.usage.cache_read_input_tokens ?? 0);
const uses = message => message.content.filter(block => block.type === 'tool_use');

check('a whole answer has text, a stop reason and usage', async () => {
  const message = await client.messages.create(ask());
  assert.equal(message.type, 'message');
  assert.equal(message.role, 'assistant');
  assert.ok(texts(message).length > 0);
  assert.equal(message.stop_reason, 'end_turn');
  assert.ok(message.usage.input_tokens > 0 && message.usage.output_tokens > 0);
});

check('a streamed answer is the whole answer in pieces', async () => {
  const whole = await client.messages.create(ask());
  const stream = client.messages.stream(ask());
  let text = '';
  let pieces = 0;
  stream.on('text', piece => {
    text += piece;
    pieces++;
  });
  const message = await stream.finalMessage();
  assert.equal(text, texts(whole));
  assert.equal(texts(message), text);
  assert.equal(message.stop_reason, 'end_turn');
  assert.ok(pieces > 3, `${pieces} pieces`);
  assert.equal(message.usage.output_tokens, whole.usage.output_tokens);
});

check('the events of a stream come in the vendor\'s order', async () => {
  const kinds = [];
  for await (const event of await client.messages.create({ ...ask(), stream: true })) {
    if (kinds.at(-1) !== event.type && event.type !== 'ping') {
      kinds.push(event.type);
    }
  }

  assert.deepEqual(kinds, [
    'message_start', 'content_block_start', 'content_block_delta', 'content_block_stop', 'message_delta', 'message_stop',
  ]);
});

check('a conversation of several turns is understood', async () => {
  const messages = [{ role: 'user', content: question }, { role: 'assistant', content: 'The lower one.' }, { role: 'user', content: 'And then?' }];
  const longer = await client.messages.create(ask('chat', { messages }));
  const shorter = await client.messages.create(ask());
  assert.ok(input(longer) > input(shorter));
});

check('parallel tools are called with input that fits their schemas', async () => {
  const message = await client.messages.create(ask('chat', { tools }));
  const calls = uses(message);
  assert.equal(message.stop_reason, 'tool_use');
  assert.deepEqual(calls.map(call => call.name), ['weather', 'level']);
  assert.equal(new Set(calls.map(call => call.id)).size, 2);
  assert.ok(['celsius', 'fahrenheit'].includes(calls[0].input.unit));
  assert.equal(typeof calls[1].input.metres, 'number');
});

check('streamed tool input adds up to the whole one', async () => {
  const whole = await client.messages.create(ask('chat', { tools }));
  const stream = client.messages.stream(ask('chat', { tools }));
  let fragments = 0;
  stream.on('inputJson', () => fragments++);
  const message = await stream.finalMessage();
  assert.equal(message.stop_reason, 'tool_use');
  assert.deepEqual(uses(message).map(call => [call.name, call.input]), uses(whole).map(call => [call.name, call.input]));
  assert.ok(fragments > 2, `${fragments} fragments`);
});

check('tool results go back and are answered in words', async () => {
  const first = await client.messages.create(ask('chat', { tools }));
  const results = uses(first).map(call => ({ type: 'tool_result', tool_use_id: call.id, content: '{"value": 7}' }));
  const messages = [{ role: 'user', content: question }, { role: 'assistant', content: first.content }, { role: 'user', content: results }];
  const second = await client.messages.create(ask('chat', { tools, messages }));
  assert.equal(second.stop_reason, 'end_turn');
  assert.ok(texts(second).length > 0);
});

check('one tool can be asked for', async () => {
  const one = await client.messages.create(ask('chat', { tools, tool_choice: { type: 'auto', disable_parallel_tool_use: true } }));
  const named = await client.messages.create(ask('chat', { tools, tool_choice: { type: 'tool', name: 'level' } }));
  assert.equal(uses(one).length, 1);
  assert.deepEqual(uses(named).map(call => call.name), ['level']);
});

check('an image by address and one as data are taken', async () => {
  const sources = [
    { type: 'url', url: 'https://example.com/gate.png' },
    { type: 'base64', media_type: 'image/png', data: pixel },
  ];
  for (const source of sources) {
    const content = [{ type: 'text', text: 'What is this?' }, { type: 'image', source }];
    assert.ok(texts(await client.messages.create(ask('chat', { messages: [{ role: 'user', content }] }))).length > 0);
  }
});

check('a token limit ends the answer with the reason max_tokens', async () => {
  const message = await client.messages.create(ask('chat', { max_tokens: 5 }));
  assert.equal(message.stop_reason, 'max_tokens');
  assert.equal(message.usage.output_tokens, 5);
});

check('a stop sequence ends the answer before it', async () => {
  const whole = texts(await client.messages.create(ask()));
  const stop = whole.split(' ')[4];
  const message = await client.messages.create(ask('chat', { stop_sequences: [stop] }));
  assert.equal(texts(message).trimEnd(), whole.slice(0, whole.indexOf(stop)).trimEnd());
});

check('thinking comes before the answer', async () => {
  const message = await client.messages.create(ask('reason', { max_tokens: 4000, thinking: { type: 'enabled', budget_tokens: 1024 } }));
  assert.deepEqual(message.content.map(block => block.type), ['thinking', 'text']);
  assert.ok(message.content[0].thinking.length > 0);
});

check('streamed thinking is the same as whole thinking', async () => {
  const request = ask('reason', { max_tokens: 4000, thinking: { type: 'enabled', budget_tokens: 1024 } });
  const whole = await client.messages.create(request);
  const message = await client.messages.stream(request).finalMessage();
  assert.equal(message.content[0].thinking, whole.content[0].thinking);
  assert.equal(texts(message), texts(whole));
});

check('models are listed', async () => {
  const names = [];
  for await (const one of client.models.list()) {
    names.push(one.id);
  }

  assert.ok(names.includes(model('chat')), names.join());
  assert.equal((await client.models.retrieve(model('chat'))).id, model('chat'));
});

check('a wrong key raises AuthenticationError', async () => {
  const error = await raises(Anthropic.AuthenticationError, () => connect({ apiKey: 'sk-wrong' }).messages.create(ask()));
  assert.equal(error.status, 401);
  assert.equal(error.error.error.type, 'authentication_error');
  assert.ok(error.requestID, 'no request id');
});

check('an unknown model raises NotFoundError', async () => {
  const error = await raises(Anthropic.NotFoundError, () => client.messages.create({ ...ask(), model: 'nobody' }));
  assert.equal(error.error.error.type, 'not_found_error');
});

check('a bad request raises BadRequestError that names the field', async () => {
  const error = await raises(Anthropic.BadRequestError, () => client.messages.create({ ...ask(), messages: 'hello' }));
  assert.equal(error.error.error.type, 'invalid_request_error');
  assert.match(error.message, /messages/);
});

check('a used-up limit raises RateLimitError with the time to wait', async () => {
  const limited = connect({ apiKey: target.limitedKey });
  const error = await raises(Anthropic.RateLimitError, async () => {
    for (let index = 0; index < 5; index++) {
      await limited.messages.create(ask());
    }
  });
  assert.equal(error.error.error.type, 'rate_limit_error');
  assert.ok(Number(error.headers.get('retry-after')) > 0);
});

check('the provider\'s own limit raises RateLimitError with its time to wait', async () => {
  const error = await raises(Anthropic.RateLimitError, () => client.messages.create(ask('limited')));
  assert.ok(Number(error.headers.get('retry-after')) > 0);
});

check('answers say what they came from', async () => {
  const { data, response, request_id } = await client.messages.create(ask()).withResponse();
  assert.ok(data.id);
  assert.ok(response.headers.get('x-penstock-trace'));
  assert.equal(request_id, response.headers.get('x-penstock-trace'));
  assert.ok(response.headers.get('x-penstock-model'));
});

check('a stream that breaks raises an error and never ends silently', async () => {
  let pieces = 0;
  await raises(Anthropic.APIError, async () => {
    for await (const event of await client.messages.create({ ...ask('cut'), stream: true })) {
      pieces += event.type === 'content_block_delta' ? 1 : 0;
      assert.notEqual(event.type, 'message_stop', 'a cut answer claimed to be finished');
    }
  });
  assert.ok(pieces > 0, 'nothing arrived before the break');
});

check('the stream helper raises too when a stream breaks', async () => {
  await raises(Anthropic.APIError, () => client.messages.stream(ask('cut')).finalMessage());
});

check('a stream can be left, and the next request works', async () => {
  const stream = client.messages.stream(ask('paced'));
  let pieces = 0;
  for await (const event of stream) {
    if (event.type === 'content_block_delta' && ++pieces === 3) {
      stream.abort();
      break;
    }
  }

  assert.equal(pieces, 3);
  assert.ok((await client.messages.create(ask())).id);
});

await start();
