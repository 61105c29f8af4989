using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Hosting;

internal enum PieceKind
{
    Reasoning,
    Text,
    ToolStart,
    ToolArguments,
}

/// <summary>One token on its way out.</summary>
/// <param name="Kind">What it is part of.</param>
/// <param name="Choice">The answer it belongs to.</param>
/// <param name="Tool">The tool call it belongs to.</param>
/// <param name="Utf8">Its text; empty for the start of a tool call.</param>
internal readonly record struct Piece(PieceKind Kind, int Choice, int Tool, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The tokens of all answers in the order they leave: one of each answer in turn.</summary>
    public static List<Piece> Of(Answer[] answers)
    {
        var pieces = new List<Piece>(answers.Sum(answer => answer.Tokens));
        if (answers.Length == 1)
        {
            pieces.AddRange(Of(answers[0], 0));
            return pieces;
        }

        var sources = answers.Select((answer, choice) => Of(answer, choice).GetEnumerator()).ToList();
        while (sources.Count > 0)
        {
            sources.RemoveAll(source => !source.MoveNext());
            pieces.AddRange(sources.Select(source => source.Current));
        }

        return pieces;
    }

    private static IEnumerable<Piece> Of(Answer answer, int choice)
    {
        for (var token = 0; token < answer.Reasoning.Count; token++)
        {
            yield return new Piece(PieceKind.Reasoning, choice, 0, answer.Reasoning.Token(token));
        }

        for (var token = 0; token < answer.Text.Count; token++)
        {
            yield return new Piece(PieceKind.Text, choice, 0, answer.Text.Token(token));
        }

        for (var tool = 0; tool < answer.Tools.Count; tool++)
        {
            yield return new Piece(PieceKind.ToolStart, choice, tool, default);
            var arguments = answer.Tools[tool].Arguments;
            for (var token = 0; token < arguments.Count; token++)
            {
                yield return new Piece(PieceKind.ToolArguments, choice, tool, arguments.Token(token));
            }
        }
    }
}
