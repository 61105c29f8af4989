namespace Penstock.Simulator.Faults;

/// <summary>A fault that holds for a while, for some requests.</summary>
public sealed record ScheduledFault
{
    /// <summary>
    /// What happens, in the words of a model name's directives: for example <c>status-503</c> or <c>cut-at-40</c>.
    /// Several are joined by <c>!</c>.
    /// </summary>
    public required string Fault { get; init; }

    /// <summary>The model name it holds for, as asked for; <see langword="null"/> means every model.</summary>
    public string? Model { get; init; }

    /// <summary>When it begins, counted from when it was added.</summary>
    public TimeSpan After { get; init; }

    /// <summary>How long it holds; <see langword="null"/> means until it is removed.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>How many requests it hits at most; <see langword="null"/> means all.</summary>
    public int? Times { get; init; }
}
