using Microsoft.Data.Sqlite;
using Penstock.Server.Storage;

namespace Penstock.Server.Tests.Storage;

public sealed class StoreFailureTests
{
    [Fact]
    public void A_cause_is_told_without_the_message_which_may_name_a_path()
    {
        Assert.Equal("the disk is full", StoreFailure.Describe(new SqliteException("full", 13)));
        Assert.Equal("the disk is full", StoreFailure.Describe(new IOException("/srv/data", 28)));
        Assert.Equal("it may only be read", StoreFailure.Describe(new SqliteException("read-only", 8)));
        Assert.Equal("it may only be read", StoreFailure.Describe(new UnauthorizedAccessException("/srv/data")));
        Assert.Equal("its file is missing", StoreFailure.Describe(new SqliteException("open", 14)));
        Assert.Equal("its file is missing", StoreFailure.Describe(new FileNotFoundException("/srv/data")));
        Assert.Equal("another process holds it", StoreFailure.Describe(new SqliteException("busy", 5)));
        Assert.Equal("it is damaged", StoreFailure.Describe(new SqliteException("malformed", 11)));
        Assert.Equal("the log says why", StoreFailure.Describe(new IOException("/srv/data")));
    }
}
