using Penstock.Statistics.Sequential.Counts;

namespace Penstock.Statistics.Tests.Oracle;

public sealed class SampleRatioOracleTests
{
    [Theory]
    [InlineData("seq_[[500,500]]", 500, 500, 0.5)]
    [InlineData("seq_[[100,900]]", 100, 900, 0.5)]
    [InlineData("seq_[[500,600]]", 500, 600, 0.5)]
    [InlineData("seq_10x[500,560]", 500, 560, 0.5)]
    [InlineData("seq_10x[900,120]_at_.9_.1", 900, 120, 0.9)]
    public void Each_look_has_the_golden_p_value(string key, long first, long second, double share)
    {
        var golden = SharedData.Golden("srm");
        var sequence = new SampleRatioSequence([share, 1 - share], golden.GetProperty("prior_concentration").GetDouble());

        foreach (var look in golden.GetProperty(key).EnumerateArray())
        {
            sequence.Add([first, second]);

            Near.EqualDigits(look.GetDouble(), sequence.Read().PValue);
        }
    }

    [Fact]
    public void The_published_alarm_comes_on_the_seventh_day()
    {
        var sequence = new SampleRatioSequence([0.5, 0.5]);
        var days = 0;
        while (sequence.Read().PValue >= 0.01)
        {
            sequence.Add([500, 560]);
            days++;
        }

        Assert.Equal(7, days);
    }
}
