namespace Penstock.Statistics.Tests.Honesty;

/// <summary>What the runs of a case showed.</summary>
internal sealed record Finding(HonestyCase Case, int Runs, int Wrong)
{
    public double Rate => (double)Wrong / Runs;

    private double Expected => Case.Enumerated ?? Case.Nominal;

    /// <summary>Standard error of the rate if the method is wrong exactly as often as expected.</summary>
    public double StandardError => Math.Sqrt(Expected * (1 - Expected) / Runs);

    public double Deviation => (Rate - Expected) / StandardError;

    public bool Holds => Case.Promise switch
    {
        Promise.Exact or Promise.Enumerated => Math.Abs(Deviation) <= 3,
        Promise.AtMost => Deviation <= 3,
        Promise.Broken => Deviation > 3,
    };
}
