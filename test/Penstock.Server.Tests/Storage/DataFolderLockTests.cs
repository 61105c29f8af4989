using Penstock.Server.Storage;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Storage;

public sealed class DataFolderLockTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void A_second_holder_is_told_which_folder_and_which_process()
    {
        Assert.True(DataFolderLock.TryTake(_temp.Folder, out var first, out _));
        using (first)
        {
            Assert.False(DataFolderLock.TryTake(_temp.Folder, out _, out var message));

            Assert.Contains(_temp.Folder.Path, message, StringComparison.Ordinal);
            Assert.Contains("--data", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_that_was_let_go_can_be_taken_again()
    {
        Assert.True(DataFolderLock.TryTake(_temp.Folder, out var first, out _));
        first.Dispose();

        Assert.True(DataFolderLock.TryTake(_temp.Folder, out var second, out _));

        second.Dispose();
    }

    [Fact]
    public void A_folder_where_a_file_stands_is_refused_with_a_sentence()
    {
        var file = Path.Combine(_temp.Folder.Path, "file");
        File.WriteAllText(file, "in the way");

        Assert.False(DataFolderLock.TryTake(DataFolder.At(file), out _, out var message));

        Assert.Contains(file, message, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();
}
