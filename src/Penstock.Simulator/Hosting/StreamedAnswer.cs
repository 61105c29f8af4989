using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Hosting;

/// <summary>Sends an answer token by token, at the engine's pace, with whatever fault the plan holds.</summary>
internal sealed class StreamedAnswer : IDisposable
{
    /// <summary>Without delays, tokens leave in groups of this many: a flush each would measure the flushes.</summary>
    private const int UnpacedGroup = 16;

    private readonly Exchange _exchange;
    private readonly Reply _reply;
    private readonly List<Piece> _pieces;
    private readonly IAnswerStream _stream;
    private readonly Pause _pause;
    private readonly ShreddingOutput _output;
    private long _due;
    private long _firstSent;
    private int _unflushed;

    private StreamedAnswer(Exchange exchange, Reply reply, IAnswerStream stream)
    {
        _exchange = exchange;
        _reply = reply;
        _pieces = Piece.Of(reply.Answers);
        _stream = stream;
        _pause = new Pause(exchange.Engine.Clock, exchange.Context.RequestAborted);
        _output = new ShreddingOutput(exchange.Context.Response.BodyWriter, exchange.Plan.ShredBytes);
    }

    public static async ValueTask<RequestEnd> SendAsync(Exchange exchange, Reply reply, IAnswerStream stream)
    {
        using var answer = new StreamedAnswer(exchange, reply, stream);
        return await answer.RunAsync();
    }

    public void Dispose() => _pause.Dispose();

    private async ValueTask<RequestEnd> RunAsync()
    {
        _due = _exchange.FirstTokenDue(_reply.Prompt);
        if (!await _pause.UntilAsync(_due))
        {
            return RequestEnd.Abandoned;
        }

        var response = _exchange.Context.Response;
        Answers.Prepare(response, _exchange.RequestId, "text/event-stream; charset=utf-8", length: null);
        response.Headers.CacheControl = "no-cache";
        await response.StartAsync();
        _stream.Begin(_output);

        for (var sent = 0; sent < _pieces.Count; sent++)
        {
            if (await StepAsync(sent) is { } end)
            {
                return end;
            }
        }

        return await BreakAsync(_pieces.Count) ?? await FinishAsync();
    }

    private async ValueTask<RequestEnd?> StepAsync(int sent)
    {
        if (await BreakAsync(sent) is { } broken)
        {
            return broken;
        }

        if (!await PaceAsync(sent))
        {
            return RequestEnd.Abandoned;
        }

        _stream.Write(_output, _pieces[sent]);
        _unflushed++;
        if (sent == 0)
        {
            _firstSent = _exchange.Engine.Clock.Now;
            _exchange.Engine.Histograms.FirstToken.Observe(_exchange.Age);
        }

        var isPaced = _exchange.TokenTicks > 0;
        return !isPaced && sent % UnpacedGroup != 0 ? null
            : await FlushAsync(sent + 1) ? null
            : RequestEnd.Abandoned;
    }

    private async ValueTask<bool> PaceAsync(int sent)
    {
        var choices = _reply.Answers.Length;
        if (sent > 0 && sent % choices == 0)
        {
            _due += _exchange.TokenTicks;
        }

        if (_exchange.Plan.StallAt == sent)
        {
            // What was written before a stall has to have left, or the peer would see the stall too early.
            await FlushAsync(sent);
            _due = _exchange.Engine.Clock.Now + _exchange.Engine.Clock.Ticks(_exchange.Plan.StallFor);
        }

        return await _pause.UntilAsync(_due);
    }

    /// <summary>Plays the faults due after so many tokens; those past the answer's end are due at its end.</summary>
    private async ValueTask<RequestEnd?> BreakAsync(int sent)
    {
        var plan = _exchange.Plan;
        if (Strikes(plan.CutAt, sent))
        {
            await FlushAsync(sent);
            throw new AnswerCutException();
        }

        if (Strikes(plan.EndAt, sent))
        {
            await FlushAsync(sent);
            return RequestEnd.Broken;
        }

        if (Strikes(plan.ErrorAt, sent))
        {
            _exchange.End(RequestEnd.Broken);
            _stream.WriteError(_output);
            await FlushAsync(sent);
            return RequestEnd.Broken;
        }

        if (Strikes(plan.MalformedAt, sent))
        {
            _stream.WriteMalformed(_output);
        }

        return null;
    }

    private bool Strikes(int? at, int sent) => at is { } token && Math.Min(token, _pieces.Count) == sent;

    private async ValueTask<RequestEnd> FinishAsync()
    {
        CountSent(_pieces.Count);
        if (_pause.IsAborted)
        {
            return RequestEnd.Abandoned;
        }

        var end = _exchange.Plan.NoDone || _exchange.Plan.MalformedAt is not null ? RequestEnd.Broken : RequestEnd.Answered;
        _exchange.End(end);
        _stream.Finish(_output, withTerminator: !_exchange.Plan.NoDone);
        ObservePerToken();
        await _output.FlushAsync();
        return end;
    }

    private void ObservePerToken()
    {
        if (_pieces.Count > 1)
        {
            var clock = _exchange.Engine.Options.Clock;
            _exchange.Engine.Histograms.PerToken.Observe(clock.GetElapsedTime(_firstSent) / (_pieces.Count - 1));
        }
    }

    private async ValueTask<bool> FlushAsync(int sent)
    {
        CountSent(sent);
        var flushed = await _output.FlushAsync();
        return !flushed.IsCompleted && !_pause.IsAborted;
    }

    /// <summary>Counts before the flush, so that whoever has read a token can find it counted.</summary>
    private void CountSent(int sent)
    {
        var reasoning = 0;
        for (var index = sent - _unflushed; index < sent; index++)
        {
            reasoning += _pieces[index].Kind == PieceKind.Reasoning ? 1 : 0;
        }

        _exchange.Model.Served.Send(_unflushed, reasoning);
        _unflushed = 0;
    }
}
