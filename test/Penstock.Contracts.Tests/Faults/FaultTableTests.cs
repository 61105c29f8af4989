using Penstock.Contracts.Faults;

namespace Penstock.Contracts.Tests.Faults;

public sealed class FaultTableTests
{
    [Fact]
    public void Every_code_has_a_slug_of_its_own_and_an_error_status()
    {
        var rows = Enum.GetValues<FaultCode>().Select(code => code.Row()).ToList();

        Assert.Equal(rows.Count, rows.Select(row => row.Slug).Distinct().Count());
        Assert.All(rows, row => Assert.InRange(row.Status, 400, 599));
        Assert.All(rows, row => Assert.Matches("^[a-z][a-z_]*$", row.Slug));
    }

    [Fact]
    public void Statuses_that_SDKs_retry_are_only_given_to_faults_that_may_pass()
    {
        FaultCode[] final = [FaultCode.RequestInvalid, FaultCode.KeyInvalid, FaultCode.KeyForbidden, FaultCode.ModelUnknown, FaultCode.ContextExceeded, FaultCode.ContentFiltered];

        Assert.All(final, code => Assert.DoesNotContain(code.Row().Status, new[] { 408, 409, 429, 500, 502, 503, 504 }));
    }
}
