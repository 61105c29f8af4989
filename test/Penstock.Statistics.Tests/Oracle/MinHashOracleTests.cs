using System.Globalization;
using Penstock.Statistics.Tests.Golden;
using Penstock.Statistics.Text;

namespace Penstock.Statistics.Tests.Oracle;

public sealed class MinHashOracleTests
{
    [Fact]
    public void Every_S_curve_and_its_threshold_come_out()
    {
        foreach (var curve in SharedData.Golden("minhash_scurve").EnumerateObject())
        {
            var sizes = curve.Name.Split('_');
            var banding = new Banding(int.Parse(sizes[0][1..], CultureInfo.InvariantCulture), int.Parse(sizes[1][1..], CultureInfo.InvariantCulture));

            Near.Equal(curve.Value.Number("threshold"), banding.Threshold);
            foreach (var point in curve.Value.EnumerateObject().Where(point => point.Name != "threshold"))
            {
                Near.Equal(point.Value.GetDouble(), banding.CandidateProbability(double.Parse(point.Name, CultureInfo.InvariantCulture)));
            }
        }
    }
}
