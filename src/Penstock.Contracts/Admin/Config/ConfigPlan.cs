namespace Penstock.Contracts.Admin.Config;

/// <summary>What a configuration would change, or did.</summary>
public sealed record ConfigPlan
{
    /// <summary>Whether it has no mistakes.</summary>
    public required bool Ok { get; init; }

    /// <summary>Every mistake in it; empty when <see cref="Ok"/>.</summary>
    public required IReadOnlyList<ConfigError> Errors { get; init; }

    /// <summary>What is allowed but probably not meant; empty when there is nothing.</summary>
    public IReadOnlyList<ConfigError> Warnings { get; init; } = [];

    /// <summary>Every change against the configuration in force; empty when nothing changes.</summary>
    public required IReadOnlyList<ConfigChange> Changes { get; init; }

    /// <summary>The hash of the text that was sent.</summary>
    public required string Hash { get; init; }

    /// <summary>Whether it is in force now; false for a plan.</summary>
    public bool Applied { get; init; }
}

/// <summary>One mistake in a configuration.</summary>
/// <param name="Line">The line, from 1; 0 when the mistake has no place.</param>
/// <param name="Column">The column, from 1; 0 when the mistake has no place.</param>
/// <param name="Path">Where it stands, for example <c>apps[0].model</c>.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record ConfigError(int Line, int Column, string Path, string Message);

/// <summary>One thing that a configuration adds, changes or removes.</summary>
/// <param name="Kind"><c>add</c>, <c>change</c> or <c>remove</c>.</param>
/// <param name="What">The kind and name of the thing, for example <c>app/support</c>.</param>
/// <param name="Fields">The fields that differ.</param>
public sealed record ConfigChange(string Kind, string What, IReadOnlyList<ConfigFieldChange> Fields);

/// <summary>One field that differs. Secrets show as <c>(secret)</c>.</summary>
/// <param name="Name">The field, for example <c>limits.requests_per_minute</c>.</param>
/// <param name="From">The old value, or <see langword="null"/> when there was none.</param>
/// <param name="To">The new value, or <see langword="null"/> when there is none.</param>
public sealed record ConfigFieldChange(string Name, string? From = null, string? To = null);
