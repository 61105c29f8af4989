using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Penstock.Server.Storage;

/// <summary>What <c>dotnet ef migrations add</c> builds the model with. Never opens the database it names.</summary>
internal sealed class PenstockDbDesign : IDesignTimeDbContextFactory<PenstockDb>
{
    public PenstockDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PenstockDb>().UseSqlite("Data Source=design.db").Options);
}
