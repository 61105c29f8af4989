namespace Penstock.Statistics.Tests.Honesty;

public sealed class HonestyTests
{
    public static TheoryData<string> Names => [.. HonestyCases.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_method_is_wrong_as_often_as_it_promises(string name)
    {
        var one = HonestyCases.All.Single(one => one.Name == name);

        var finding = Audit.Judge(one, one.ShortRuns);

        Assert.True(finding.Holds, $"Wrong in {finding.Wrong} of {finding.Runs} runs, {finding.Deviation:F1} standard errors from what {one.Promise} allows.");
    }
}
