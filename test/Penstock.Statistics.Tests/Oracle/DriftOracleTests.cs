using Penstock.Statistics.Drift;

namespace Penstock.Statistics.Tests.Oracle;

public sealed class DriftOracleTests
{
    [Theory]
    [InlineData("MedInc")]
    [InlineData("HouseAge")]
    [InlineData("AveRooms")]
    [InlineData("AveBedrms")]
    [InlineData("Population")]
    [InlineData("AveOccup")]
    [InlineData("Latitude")]
    [InlineData("Longitude")]
    [InlineData("y_pred_proba")]
    public void The_drift_of_a_feature_of_the_housing_set_is_the_golden_one(string feature)
    {
        var golden = SharedData.Golden("california_drift").GetProperty("features").GetProperty(feature);
        var data = CaliforniaHousing.Read();
        var (reference, current) = (data.Reference[feature], data.Analysis[feature]);

        var ks = KolmogorovSmirnov.Test(reference, current);
        var stability = PopulationStability.OfQuantiles(reference, current);
        var jensen = JensenShannon.OfQuantiles(reference, current);
        var moved = Wasserstein.Distance(reference, current);

        Near.Equal(golden.GetProperty("ks").GetDouble(), ks.Statistic);
        Near.EqualDigits(golden.GetProperty("ks_p").GetDouble(), ks.PValue);
        Near.Equal(golden.GetProperty("psi_deciles_of_reference").GetDouble(), stability.Statistic);
        Near.Equal(golden.GetProperty("js_distance_base2_deciles").GetDouble(), jensen.Statistic);
        Near.Equal(golden.GetProperty("wasserstein").GetDouble(), moved.Value);
        Near.Equal(golden.GetProperty("wasserstein_over_ref_std").GetDouble(), moved.Standardised!.Value);
    }

    [Fact]
    public void The_golden_features_are_those_tested_above() =>
        Assert.Equal(
            ["MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude", "y_pred_proba"],
            SharedData.Golden("california_drift").GetProperty("features").EnumerateObject().Select(one => one.Name));

    [Fact]
    public void The_performance_of_both_periods_of_the_housing_set_is_the_golden_one()
    {
        var golden = SharedData.Golden("california_drift");
        var data = CaliforniaHousing.Read();

        Assert.Equal(golden.GetProperty("reference_n").GetInt32(), data.ReferenceTruth.Length);
        Assert.Equal(golden.GetProperty("analysis_n").GetInt32(), data.AnalysisTruth.Length);
        foreach (var (period, scores, truth) in new[]
        {
            ("reference", data.Reference["y_pred_proba"], data.ReferenceTruth),
            ("analysis", data.Analysis["y_pred_proba"], data.AnalysisTruth),
        })
        {
            Near.Equal(golden.GetProperty(period).GetProperty("auc").GetDouble(), RankingQuality.Auc(scores, truth).Value);
            Near.Equal(golden.GetProperty(period).GetProperty("brier").GetDouble(), ProbabilityQuality.Brier(scores, truth).Value);
            Near.Equal(golden.GetProperty(period).GetProperty("ece10").GetDouble(), ProbabilityQuality.CalibrationError(scores, truth).ExpectedError);
        }
    }

    [Fact]
    public void The_areas_of_each_thousand_rows_of_the_housing_set_are_the_golden_ones()
    {
        var golden = SharedData.Golden("california_drift").GetProperty("auc_by_1000").EnumerateArray().Select(one => one.GetDouble()).ToArray();
        var data = CaliforniaHousing.Read();

        var areas = RankingQuality.AucByChunk(data.Analysis["y_pred_proba"], data.AnalysisTruth, 1_000);

        Assert.Equal(golden.Length, areas.Count);
        for (var chunk = 0; chunk < golden.Length; chunk++)
        {
            Near.Equal(golden[chunk], areas[chunk]!.Value.Value);
        }
    }
}
