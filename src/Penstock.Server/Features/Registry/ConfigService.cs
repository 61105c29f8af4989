using Penstock.Contracts.Admin.Config;
using Penstock.Contracts.Faults;
using Penstock.Server.Snapshots;
using Penstock.Server.Snapshots.Changes;
using Penstock.Server.Snapshots.Compile;
using Penstock.Server.Snapshots.Sources;
using Penstock.Server.Storage.Rows;

namespace Penstock.Server.Features.Registry;

/// <summary>Shows, plans and applies the configuration.</summary>
internal sealed class ConfigService(
    SnapshotService snapshots, AppliedDocuments applied, TimeProvider clock, ILogger<ConfigService> logger)
{
    public Outcome<ConfigView> Get() => snapshots.Current is { } current
        ? new ConfigView
        {
            Text = DocumentMask.Hide(current.Document),
            Source = current.Source.Name(),
            File = current.File,
            Hash = current.Document.Hash,
        }
        : new Fault(FaultCode.NotReady, "No configuration is in force yet; try again in a moment.");

    /// <summary>What a text would change. One with mistakes is an answer too.</summary>
    public ConfigPlan Plan(ReadOnlySpan<byte> text) => Describe(snapshots.Compile(text));

    /// <summary>Puts a text in force. One with mistakes comes back as a plan that is not ok, and changes nothing.</summary>
    public async Task<Outcome<ConfigPlan>> ApplyAsync(
        ReadOnlyMemory<byte> text, string? ifMatch, string actor, CancellationToken cancellationToken)
    {
        var document = snapshots.Compile(text.Span);
        var plan = Describe(document);
        if (!plan.Ok)
        {
            return plan;
        }

        var fault = await snapshots.ApplyAsync(document, ifMatch, stop => StoreAsync(document, plan, actor, stop), cancellationToken);
        if (fault is not null)
        {
            return fault;
        }

        logger.ConfigurationApplied(document.Hash, plan.Changes.Count, actor);
        return plan with { Applied = true };
    }

    private Task StoreAsync(Compilation document, ConfigPlan plan, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return applied.AddAsync(
            new AppliedConfigRow { Text = document.Text, Hash = document.Hash, AppliedAt = now },
            new AuditRow
            {
                At = now,
                Actor = actor,
                Action = "config.apply",
                Target = document.Hash,
                Detail = string.Join(", ", plan.Changes.Select(change => $"{change.Kind} {change.What}")),
            },
            cancellationToken);
    }

    private ConfigPlan Describe(Compilation document) => new()
    {
        Ok = document.Settings is not null,
        Errors = [.. document.Mistakes.Select(SnapshotRefusal.ToError)],
        Warnings = [.. document.Warnings.Select(SnapshotRefusal.ToError)],
        Changes = document.Settings is null || snapshots.Current is not { } current
            ? []
            : DocumentDiff.Between(current.Document, document),
        Hash = document.Hash,
    };
}
