using Penstock.Contracts.Admin.Keys;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots;
using Penstock.Server.Storage.Rows;

namespace Penstock.Server.Features.Access;

/// <summary>The life of made keys. Every change is in the gateway's snapshot when its call returns.</summary>
internal sealed class KeyService(
    KeyStore store, KeyUseStore uses, SnapshotService snapshots, TimeProvider clock, ILogger<KeyService> logger) : IDisposable
{
    // One change at a time: a name is checked and then taken.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<IReadOnlyList<KeyView>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await store.ListAsync(cancellationToken);
        return
        [
            .. Declared().Select(View)
                .Concat(rows.Select(View))
                .OrderBy(key => key.Name, StringComparer.Ordinal),
        ];
    }

    public async Task<Outcome<KeyView>> GetAsync(string id, CancellationToken cancellationToken)
    {
        if (FindDeclared(id) is { } declared)
        {
            return View(declared);
        }

        return await store.FindAsync(id, cancellationToken) is { } row ? View(row) : NotFound(id);
    }

    public Task<Outcome<IssuedKeyView>> CreateAsync(CreateKey request, string actor, CancellationToken cancellationToken) =>
        InTurnAsync(() => CreateInTurnAsync(request, actor, cancellationToken), cancellationToken);

    public Task<Outcome<KeyView>> UpdateAsync(
        string id, UpdateKey request, string actor, CancellationToken cancellationToken) =>
        InTurnAsync(() => UpdateInTurnAsync(id, request, actor, cancellationToken), cancellationToken);

    public Task<Outcome<IssuedKeyView>> RotateAsync(
        string id, RotateKey request, string actor, CancellationToken cancellationToken) =>
        InTurnAsync(() => RotateInTurnAsync(id, request, actor, cancellationToken), cancellationToken);

    /// <summary>Removes a key. Its secrets never open anything again; the ledger keeps its id.</summary>
    public async Task<Fault?> RevokeAsync(string id, string actor, CancellationToken cancellationToken)
    {
        var outcome = await InTurnAsync<string>(
            async () =>
            {
                if (RefuseDeclared(id) is { } refused)
                {
                    return refused;
                }

                if (!await store.RemoveAsync(id, Note(actor, "key.revoke", id, ""), cancellationToken))
                {
                    return NotFound(id);
                }

                await snapshots.ReloadKeysAsync(CancellationToken.None);
                logger.KeyRevoked(id);
                return id;
            },
            cancellationToken);
        return outcome.Fault;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Outcome<IssuedKeyView>> CreateInTurnAsync(
        CreateKey request, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await CheckAsync(request, now, cancellationToken) is { } fault)
        {
            return fault;
        }

        var secret = KeySecretMaker.Make();
        var row = new KeyRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Name = request.Name,
            Tenant = request.Tenant,
            LimitsJson = KeyViews.LimitsJson(request.Limits),
            AllowedJson = KeyViews.AllowedJson(request.Allowed),
            CreatedAt = now,
            ExpiresAt = request.ExpiresAt,
        };
        row.Secrets.Add(SecretRow(row.Id, secret, now));

        await store.AddAsync(row, Note(actor, "key.create", row.Id, $"name {row.Name}, tenant {row.Tenant}"), cancellationToken);
        await snapshots.ReloadKeysAsync(CancellationToken.None);
        logger.KeyCreated(row.Id, row.Name, row.Tenant);
        return KeyViews.Issue(View(row), secret);
    }

    private async Task<Fault?> CheckAsync(CreateKey request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (snapshots.Current?.Declared is not { } settings)
        {
            return new Fault(FaultCode.NotReady, "No configuration is in force yet; try again in a moment.");
        }

        var fault = KeyRules.CheckName(request.Name)
            ?? KeyRules.CheckTenant(request.Tenant, settings)
            ?? KeyRules.CheckLimits(request.Limits)
            ?? KeyRules.CheckAllowed(request.Allowed, settings)
            ?? KeyRules.CheckExpiry(request.ExpiresAt, now);
        if (fault is not null)
        {
            return fault;
        }

        var isTaken = settings.Keys.Any(key => key.Name == request.Name) || await store.HasNameAsync(request.Name, cancellationToken);
        return isTaken ? new Fault(FaultCode.Conflict, $"A key named {request.Name} exists.") { Param = "name" } : null;
    }

    private async Task<Outcome<KeyView>> UpdateInTurnAsync(
        string id, UpdateKey request, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if ((RefuseDeclared(id) ?? Check(request, now)) is { } fault)
        {
            return fault;
        }

        var note = Note(actor, "key.update", id, KeyChange.Describe(request));
        var row = await store.ChangeAsync(id, key => KeyChange.Apply(key, request, now), note, cancellationToken);
        if (row is null)
        {
            return NotFound(id);
        }

        await snapshots.ReloadKeysAsync(CancellationToken.None);
        logger.KeyChanged(id, note.Detail);
        return View(row);
    }

    private Fault? Check(UpdateKey request, DateTimeOffset now)
    {
        if (request is { ExpiresAt: not null, NeverExpires: true })
        {
            return new Fault(FaultCode.RequestInvalid, "Send expires_at or never_expires, not both.") { Param = "never_expires" };
        }

        var settings = snapshots.Current?.Declared ?? new GatewaySettings();
        return KeyRules.CheckLimits(request.Limits)
            ?? KeyRules.CheckAllowed(request.Allowed, settings)
            ?? KeyRules.CheckExpiry(request.ExpiresAt, now);
    }

    private async Task<Outcome<IssuedKeyView>> RotateInTurnAsync(
        string id, RotateKey request, string actor, CancellationToken cancellationToken)
    {
        if ((RefuseDeclared(id) ?? KeyRules.CheckGrace(request.GraceS)) is { } fault)
        {
            return fault;
        }

        var now = clock.GetUtcNow();
        var secret = KeySecretMaker.Make();
        var note = Note(actor, "key.rotate", id, $"grace {request.GraceS} s");
        var row = await store.ChangeAsync(
            id,
            key => KeyChange.Rotate(key, SecretRow(id, secret, now), now.AddSeconds(request.GraceS), now),
            note,
            cancellationToken);
        if (row is null)
        {
            return NotFound(id);
        }

        await snapshots.ReloadKeysAsync(CancellationToken.None);
        logger.KeyRotated(id, request.GraceS);
        return KeyViews.Issue(View(row), secret);
    }

    private async Task<Outcome<T>> InTurnAsync<T>(Func<Task<Outcome<T>>> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await change();
        }
        finally
        {
            _turn.Release();
        }
    }

    private IReadOnlyList<KeySettings> Declared() => snapshots.Current?.Declared.Keys ?? [];

    private KeySettings? FindDeclared(string id) => Declared().FirstOrDefault(key => key.Id == id);

    private Fault? RefuseDeclared(string id) => FindDeclared(id) is null ? null
        : new Fault(FaultCode.Conflict, $"The configuration declares the key {id}; change it there.");

    private KeyView View(KeySettings declared) => KeyViews.OfDeclared(declared, uses.Last(declared.Id));

    private KeyView View(KeyRow row) =>
        KeyViews.OfStored(row, clock.GetUtcNow(), snapshots.Current?.Suspended.GetValueOrDefault(row.Id), uses.Last(row.Id));

    private AuditRow Note(string actor, string action, string target, string detail) => new()
    {
        At = clock.GetUtcNow(),
        Actor = actor,
        Action = action,
        Target = target,
        Detail = detail,
    };

    private static KeySecretRow SecretRow(string keyId, string secret, DateTimeOffset now) => new()
    {
        KeyId = keyId,
        Hash = KeyHash.Of(secret).ToBytes(),
        Hint = KeySecretMaker.HintOf(secret),
        CreatedAt = now,
    };

    private static Fault NotFound(string id) =>
        new(FaultCode.NotFound, $"There is no key '{(id.Length <= 64 ? id : id[..63] + "…")}'.");
}
