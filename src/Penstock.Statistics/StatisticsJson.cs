using System.Text.Json.Serialization;
using Penstock.Statistics.Drift.Detectors;
using Penstock.Statistics.Sequential.Accumulators;
using Penstock.Statistics.Sequential.Asymptotic;
using Penstock.Statistics.Sequential.Bounded;
using Penstock.Statistics.Sequential.Counts;
using Penstock.Statistics.Sequential.Mixture;
using Penstock.Statistics.Sequential.QuantileBounds;

namespace Penstock.Statistics;

/// <summary>
/// The JSON of the saved states, for programs compiled ahead of time:
/// <c>JsonSerializer.Serialize(state, StatisticsJson.Default.MeanState)</c>. Names are in snake_case, numbers round-trip to the last bit,
/// and a missing or unknown member is refused.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AdwinState))]
[JsonSerializable(typeof(AsymptoticComparisonState))]
[JsonSerializable(typeof(AsymptoticMeanState))]
[JsonSerializable(typeof(BettingState))]
[JsonSerializable(typeof(BinomialState))]
[JsonSerializable(typeof(ClusterState))]
[JsonSerializable(typeof(CusumState))]
[JsonSerializable(typeof(EmpiricalBernsteinState))]
[JsonSerializable(typeof(EwmaChartState))]
[JsonSerializable(typeof(MeanState))]
[JsonSerializable(typeof(MixtureSprtState))]
[JsonSerializable(typeof(PageHinkleyState))]
[JsonSerializable(typeof(QuantileState))]
[JsonSerializable(typeof(RareEventState))]
[JsonSerializable(typeof(SampleRatioState))]
[JsonSerializable(typeof(SeasonalBaselineState))]
public sealed partial class StatisticsJson : JsonSerializerContext;
