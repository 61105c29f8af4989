using Microsoft.AspNetCore.Components;
using Penstock.Contracts.Client;

namespace Penstock.Dashboard.Loading;

/// <summary>A page that asks the admin API once it is on the screen, and again at a pace of its own.</summary>
/// <remarks>Nothing is asked while the page is rendered ahead on the server, so that everything is asked once.</remarks>
public abstract class DashboardPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _shown;

    /// <summary>A page that is not on the screen yet.</summary>
    protected DashboardPage() => Gone = _gone.Token;

    /// <summary>The admin API.</summary>
    [Inject]
    protected AdminClient Admin { get; set; } = null!;

    /// <summary>The time.</summary>
    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Ends with the page.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>How often the page asks again, or <see langword="null"/> for once.</summary>
    protected virtual TimeSpan? RefreshEvery => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the page waits for.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <summary>Asks for what the page shows.</summary>
    /// <param name="cancellationToken">Ends with the page.</param>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            _shown = true;
            await ReloadAsync();
            await KeepFreshAsync();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The page is gone, and so is the wish to see its figures.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown)
        {
            await ReloadAsync();
        }
    }

    /// <summary>Asks again, now.</summary>
    protected async Task ReloadAsync()
    {
        await LoadAsync(Gone);
        _loaded.TrySetResult();
        StateHasChanged();
    }

    /// <summary>Waits until the page has asked once: a click that needs what it asks for may come before that.</summary>
    protected Task LoadedAsync() => _loaded.Task.WaitAsync(Gone);

    private async Task KeepFreshAsync()
    {
        if (RefreshEvery is not { } period)
        {
            return;
        }

        using var timer = new PeriodicTimer(period, Clock);
        while (await timer.WaitForNextTickAsync(Gone))
        {
            await ReloadAsync();
        }
    }
}
