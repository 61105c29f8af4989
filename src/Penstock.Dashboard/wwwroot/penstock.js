// What a browser can do and a server cannot: the clipboard, focus, files, and a stream that is read as it arrives.
const streams = new Map();

// The chart library goes on with what was asked of it without looking whether the page is still there, and nobody waits for what
// comes of it: a chart whose page is left before it is drawn, or in the middle of that, must not become an error on the next one.
let charts;
const lives = new WeakMap();
Object.defineProperty(window, 'Plotly', {
  configurable: true,
  get: () => charts,
  set(library) {
    charts = library;
    for (const name of ['newPlot', 'react', 'purge']) {
      const act = library[name];
      library[name] = (id, ...rest) => {
        const chart = typeof id === 'string' ? document.getElementById(id) : id;
        if (chart && name === 'purge') {
          lives.set(chart, {});
        }
        return chart ? whileAlive(chart, () => act(chart, ...rest)) : undefined;
      };
    }
  },
});

async function whileAlive(chart, act) {
  const life = lives.get(chart);
  try {
    return await act();
  } catch (failure) {
    if (chart.isConnected && lives.get(chart) === life) {
      throw failure;
    }
  }
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyThroughSelection(text);
  }
}

// The clipboard API exists only on https and localhost; an operator may well open the pages by address.
function copyThroughSelection(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}

export function download(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function focus(selector) {
  document.querySelector(selector)?.focus();
}

// Sends one chat completion to the data plane as any client would, and tells the page what arrives, at most twenty times a second.
export async function chat(page, id, key, body) {
  const abort = new AbortController();
  streams.set(id, abort);
  const report = new ChatReport(page);
  try {
    const answer = await fetch('/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body,
      signal: abort.signal,
    });
    await report.opened(answer);
    if (!answer.ok || !answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      await report.whole(answer.status, await answer.text());
      return;
    }
    await readEvents(answer.body, (data) => report.event(data));
    await report.closed();
  } catch (failure) {
    await report.broken(abort.signal.aborted ? 'stopped' : String(failure.message ?? failure));
  } finally {
    streams.delete(id);
  }
}

export function stop(id) {
  streams.get(id)?.abort();
}

async function readEvents(stream, handle) {
  let rest = '';
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    rest += text;
    const lines = rest.split(/\r?\n/);
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith('data:')) {
        handle(line.slice(5).trim());
      }
    }
  }
}

class ChatReport {
  #page;
  #started = performance.now();
  #firstToken = null;
  #deltas = 0;
  #text = '';
  #reasoning = '';
  #lastSent = 0;
  #done = false;

  constructor(page) {
    this.#page = page;
  }

  opened(answer) {
    return this.#page.invokeMethodAsync('OpenedAsync', {
      status: answer.status,
      trace: answer.headers.get('x-penstock-trace'),
      release: answer.headers.get('x-penstock-release'),
      model: answer.headers.get('x-penstock-model'),
    });
  }

  whole(status, text) {
    return this.#page.invokeMethodAsync('AnsweredAsync', status, text);
  }

  event(data) {
    if (data === '[DONE]') {
      this.#done = true;
      return;
    }
    const event = JSON.parse(data);
    if (event.error) {
      this.#page.invokeMethodAsync('RefusedAsync', JSON.stringify(event, null, 2));
      return;
    }
    const choice = event.choices?.[0];
    this.#add(choice?.delta?.content, choice?.delta?.reasoning_content);
    if (choice?.finish_reason || event.usage) {
      this.#page.invokeMethodAsync('CountedAsync', choice?.finish_reason ?? null, event.usage?.prompt_tokens ?? null, event.usage?.completion_tokens ?? null);
    }
  }

  async closed() {
    await this.#send();
    await this.#page.invokeMethodAsync('ClosedAsync', this.#done, performance.now() - this.#started);
  }

  async broken(reason) {
    await this.#send();
    await this.#page.invokeMethodAsync('BrokenAsync', reason, performance.now() - this.#started);
  }

  #add(content, reasoning) {
    if (!content && !reasoning) {
      return;
    }
    this.#firstToken ??= performance.now() - this.#started;
    this.#deltas += 1;
    this.#text += content ?? '';
    this.#reasoning += reasoning ?? '';
    if (performance.now() - this.#lastSent >= 50) {
      this.#send();
    }
  }

  #send() {
    const progress = {
      text: this.#text,
      reasoning: this.#reasoning,
      deltas: this.#deltas,
      firstTokenMs: this.#firstToken,
      elapsedMs: performance.now() - this.#started,
    };
    this.#lastSent = performance.now();
    this.#text = '';
    this.#reasoning = '';
    return this.#page.invokeMethodAsync('ProgressedAsync', progress);
  }
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('.skip-link')) {
    event.preventDefault();
    document.getElementById('main')?.focus();
  }
});

// The framework tells when the page loses its connection, and leaves it to the page to say so.
const lost = document.getElementById('components-reconnect-modal');
lost?.addEventListener('components-reconnect-state-changed', (event) => {
  if (event.detail.state === 'show' && !lost.open) {
    lost.showModal();
  } else if (event.detail.state === 'hide') {
    lost.close();
  } else if (event.detail.state === 'rejected') {
    location.reload();
  }
});
