using Microsoft.EntityFrameworkCore;
using Penstock.Server.Storage.Rows;

namespace Penstock.Server.Storage;

/// <summary>The relational state of the control plane.</summary>
/// <remarks>
/// The model names no database: times are microseconds since 1970, days are integers, ids are text or 16 bytes in
/// big-endian order, so that every database sorts and compares them the same way.
/// </remarks>
internal sealed class PenstockDb(DbContextOptions<PenstockDb> options) : DbContext(options)
{
    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public DbSet<KeySecretRow> KeySecrets => Set<KeySecretRow>();

    public DbSet<KeyUseRow> KeyUses => Set<KeyUseRow>();

    public DbSet<AppliedConfigRow> AppliedConfigs => Set<AppliedConfigRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<LedgerRow> Ledger => Set<LedgerRow>();

    public DbSet<UsageDayRow> UsageDays => Set<UsageDayRow>();

    public DbSet<LedgerPositionRow> LedgerPositions => Set<LedgerPositionRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMicroseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ModelAccess(modelBuilder);
        ModelOperations(modelBuilder);
        ModelLedger(modelBuilder);
        SnakeCaseColumns.Apply(modelBuilder);
    }

    private static void ModelAccess(ModelBuilder model)
    {
        model.Entity<KeyRow>(key =>
        {
            key.ToTable("keys").HasKey(row => row.Id);
            key.HasIndex(row => row.Tenant);
            key.HasMany(row => row.Secrets).WithOne().HasForeignKey(secret => secret.KeyId);
        });
        model.Entity<KeySecretRow>(secret =>
        {
            secret.ToTable("key_secrets").HasKey(row => row.Id);
            secret.HasIndex(row => row.Hash).IsUnique();
        });

        // No foreign key: declared keys have no row of their own.
        model.Entity<KeyUseRow>().ToTable("key_uses").HasKey(row => row.KeyId);
    }

    private static void ModelOperations(ModelBuilder model)
    {
        model.Entity<AppliedConfigRow>().ToTable("applied_config").HasKey(row => row.Id);
        model.Entity<AuditRow>(audit =>
        {
            audit.ToTable("audit").HasKey(row => row.Id);
            audit.HasIndex(row => row.At);
        });
    }

    private static void ModelLedger(ModelBuilder model)
    {
        model.Entity<LedgerRow>(ledger =>
        {
            ledger.ToTable("ledger").HasKey(row => new { row.Trace, row.Number });
            ledger.HasIndex(row => row.At);
        });
        model.Entity<UsageDayRow>().ToTable("usage_day").HasKey(
            row => new { row.Day, row.Tenant, row.Key, row.App, row.Model, row.Provider });
        model.Entity<LedgerPositionRow>(position =>
        {
            position.ToTable("ledger_position").HasKey(row => row.Id);
            position.Property(row => row.Id).ValueGeneratedNever();
        });
    }
}
