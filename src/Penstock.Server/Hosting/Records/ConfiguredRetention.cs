using Penstock.Server.Snapshots;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Hosting.Records;

/// <summary>Reads retention from the configuration in force. Asked for every trace, so it makes a new answer only for new settings.</summary>
internal sealed class ConfiguredRetention(SnapshotService snapshots)
{
    private const double BytesPerGb = 1e9;

    private static readonly RetentionOptions Default = new();

    private Answer? _last;

    public RetentionOptions Read()
    {
        if (snapshots.Current?.Record is not { } settings)
        {
            return Default;
        }

        if (_last is { } last && ReferenceEquals(last.Settings, settings))
        {
            return last.Options;
        }

        var answer = new Answer(settings, new RetentionOptions
        {
            Age = TimeSpan.FromDays(settings.RetentionDays),
            MaxBytes = (long)(settings.RetentionMaxGb * BytesPerGb),
            Sample = settings.Sample,
        });
        _last = answer;
        return answer.Options;
    }

    private sealed record Answer(RecordSettings Settings, RetentionOptions Options);
}
