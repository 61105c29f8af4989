using Microsoft.Data.Sqlite;
using Penstock.Server.Storage;

namespace Penstock.Server.Tests.Storage;

public sealed class WriteFailureCauseTests
{
    [Fact]
    public void A_cause_is_told_without_the_message_which_may_name_a_path()
    {
        Assert.Equal("the disk is full", WriteFailureCause.Describe(new SqliteException("full", 13)));
        Assert.Equal("the disk is full", WriteFailureCause.Describe(new IOException("/srv/data", 28)));
        Assert.Equal("it may only be read", WriteFailureCause.Describe(new SqliteException("read-only", 8)));
        Assert.Equal("it may only be read", WriteFailureCause.Describe(new UnauthorizedAccessException("/srv/data")));
        Assert.Equal("its file is missing", WriteFailureCause.Describe(new SqliteException("open", 14)));
        Assert.Equal("its file is missing", WriteFailureCause.Describe(new FileNotFoundException("/srv/data")));
        Assert.Equal("another process holds it", WriteFailureCause.Describe(new SqliteException("busy", 5)));
        Assert.Equal("it is damaged", WriteFailureCause.Describe(new SqliteException("malformed", 11)));
        Assert.Equal("the log says why", WriteFailureCause.Describe(new IOException("/srv/data")));
    }
}
