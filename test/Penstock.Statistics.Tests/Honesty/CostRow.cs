namespace Penstock.Statistics.Tests.Honesty;

/// <summary>What it costs to be allowed to look after every observation: how many it takes to exclude the null value, against a fixed test.</summary>
/// <param name="Method">The method, with its settings.</param>
/// <param name="Effect">The true effect, in standard deviations of one observation.</param>
/// <param name="Fixed80">The count of the fixed two-sided z test at the same level with a power of 80 %.</param>
/// <param name="Fixed90">The same with a power of 90 %.</param>
/// <param name="Median">The median count until the method stops.</param>
/// <param name="Mean">The mean count; a run that was cut off counts with the cut-off, so that it is too small where not all stopped.</param>
/// <param name="Percentile90">The count that 90 % of the runs do not exceed; the cut-off where fewer stopped.</param>
/// <param name="ShareStopped">The share of runs that stopped before the cut-off.</param>
internal sealed record CostRow(
    string Method, double Effect, long Fixed80, long Fixed90, long Median, double Mean, long Percentile90, double ShareStopped);
