using Penstock.Statistics.Agreement;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>How often the intervals of agreement miss the agreement that coders of known habits have.</summary>
internal static class AgreementHonesty
{
    private const double Alpha = 0.05;
    private const int Resamples = 200;

    private static readonly double[] Even = [0.4, 0.35, 0.25];
    private static readonly double[] Common = [0.9, 0.1];
    private static readonly double[] Rare = [0.99, 0.01];
    private static readonly double[] Grades = [0.1, 0.2, 0.4, 0.2, 0.1];

    public static IEnumerable<HonestyCase> Cases =>
    [
        .. Two, .. Tests, .. Several, .. Bootstraps,
    ];

    private static IEnumerable<HonestyCase> Two =>
    [
        Kappa(Even, 0.8, 20),
        Kappa(Even, 0.8, 30),
        Kappa(Even, 0.8, 50),
        Kappa(Even, 0.8, 100),
        Kappa(Even, 0.8, 500, Promise.Exact),
        Kappa(Even, 0.95, 30),
        Kappa(Even, 0.95, 50),
        Kappa(Even, 0.95, 100),
        Kappa(Common, 0.8, 30, Promise.Broken),
        Kappa(Common, 0.8, 100),
        Kappa(Common, 0.8, 500, Promise.Exact),
        Kappa(Rare, 0.9, 100),
        Kappa(Rare, 0.9, 1000, Promise.Exact),
        Quadratic(30, Promise.Broken),
        Quadratic(200),
        Quadratic(500),
        Wald(Even, 0.8, 20),
        Wald(Even, 0.95, 100),
        Wald(Common, 0.8, 100),
    ];

    private static IEnumerable<HonestyCase> Tests =>
    [
        Chance(Even, 30),
        Chance(Even, 100),
        Chance(Common, 100),
        FleissChance(Even, 30),
        FleissChance(Common, 100),
    ];

    private static IEnumerable<HonestyCase> Several =>
    [
        Fleiss(Even, 0.8, 20),
        Fleiss(Even, 0.8, 30),
        Fleiss(Even, 0.8, 100),
        Fleiss(Common, 0.8, 30, Promise.Broken),
        Fleiss(Common, 0.8, 100, Promise.Broken),
        Fleiss(Common, 0.8, 500, Promise.Exact),
        Fleiss(Rare, 0.9, 500, Promise.Broken),
        Fleiss(Rare, 0.9, 1000),
        Pairwise(20),
        Pairwise(100),
    ];

    private static IEnumerable<HonestyCase> Bootstraps =>
    [
        Nominal(Even, 20),
        Nominal(Even, 50),
        Nominal(Even, 150),
        Nominal(Common, 30, Promise.Broken),
        Nominal(Common, 150),
        Scale(20),
        Scale(50),
        Scale(150),
    ];

    private static HonestyCase Case(string method, string setting, Promise promise, Func<RandomStream, bool> isWrong) =>
        new("Agreement", method, setting, Alpha, promise, isWrong);

    private static HonestyCase Kappa(double[] shares, double accuracy, int units, Promise promise = Promise.AtMost)
    {
        var (agreement, byChance) = Truth(shares, accuracy);
        var truth = (agreement - byChance) / (1 - byChance);
        return Case(CohenKappa.Method, $"{Named(shares)}, true κ {truth:F2}, {units} units", promise, stream =>
        {
            var table = Draw(stream, shares, accuracy, units, 2, 0);
            return !Safe(() => CohenKappa.Of(table.Between(0, 1)).Interval.Contains(truth));
        });
    }

    private static HonestyCase Wald(double[] shares, double accuracy, int units)
    {
        var (agreement, byChance) = Truth(shares, accuracy);
        var truth = (agreement - byChance) / (1 - byChance);
        return Case(CohenKappa.WaldMethod, $"{Named(shares)}, true κ {truth:F2}, {units} units", Promise.Broken, stream =>
            !Safe(() => CohenKappa.OfWald(Draw(stream, shares, accuracy, units, 2, 0).Between(0, 1)).Interval.Contains(truth)));
    }

    private static HonestyCase Quadratic(int units, Promise promise = Promise.AtMost)
    {
        // Two coders miss the true grade by one step up or down, each with a chance of 0.15, as far as the scale goes.
        var joint = new double[5, 5];
        for (var grade = 0; grade < 5; grade++)
        {
            foreach (var (first, one) in Steps(grade))
            {
                foreach (var (second, other) in Steps(grade))
                {
                    joint[first, second] += Grades[grade] * one * other;
                }
            }
        }

        var (observed, expected) = (0.0, 0.0);
        for (var first = 0; first < 5; first++)
        {
            for (var second = 0; second < 5; second++)
            {
                var cost = (first - second) * (first - second);
                observed += cost * joint[first, second];
                expected += cost * Enumerable.Range(0, 5).Sum(k => joint[first, k]) * Enumerable.Range(0, 5).Sum(k => joint[k, second]);
            }
        }

        var truth = 1 - (observed / expected);
        return Case(CohenKappa.WeightedMethod, $"five grades, quadratic weights, true κ {truth:F2}, {units} units", promise, stream =>
        {
            var (one, other) = (new int[units], new int[units]);
            for (var unit = 0; unit < units; unit++)
            {
                var grade = Pick(stream, Grades);
                (one[unit], other[unit]) = (Step(stream, grade), Step(stream, grade));
            }

            return !CohenKappa.Weighted(ConfusionMatrix.Of(one, other), KappaWeights.Quadratic).Interval.Contains(truth);
        });
    }

    private static HonestyCase Chance(double[] shares, int units, Promise promise = Promise.AtMost) =>
        Case(CohenKappa.TestMethod, $"{Named(shares)}, two coders who guess, {units} units", promise, stream =>
        {
            var (one, other) = (new int[units], new int[units]);
            for (var unit = 0; unit < units; unit++)
            {
                (one[unit], other[unit]) = (Pick(stream, shares), Pick(stream, shares));
            }

            return Safe(() => CohenKappa.Test(ConfusionMatrix.Of(one, other)).PValue <= Alpha, otherwise: false);
        });

    private static HonestyCase FleissChance(double[] shares, int units, Promise promise = Promise.AtMost) =>
        Case(FleissKappa.TestMethod, $"{Named(shares)}, four coders who guess, {units} units", promise, stream =>
        {
            var table = new RatingTable(units, 4);
            for (var cell = 0; cell < units * 4; cell++)
            {
                table.Rate(cell / 4, cell % 4, Pick(stream, shares));
            }

            return Safe(() => FleissKappa.Test(table).PValue <= Alpha, otherwise: false);
        });

    private static HonestyCase Fleiss(double[] shares, double accuracy, int units, Promise promise = Promise.AtMost)
    {
        var (agreement, byChance) = Truth(shares, accuracy);
        var truth = (agreement - byChance) / (1 - byChance);
        return Case(FleissKappa.Method, $"{Named(shares)}, three coders, true κ {truth:F2}, {units} units", promise, stream =>
        {
            var table = Draw(stream, shares, accuracy, units, 3, 0);
            return !Safe(() => FleissKappa.Of(table).Interval.Contains(truth));
        });
    }

    private static HonestyCase Pairwise(int units, Promise promise = Promise.AtMost)
    {
        var truth = Truth(Even, 0.8).Agreement;
        return Case(PercentAgreement.Method, $"{Named(Even)}, three coders, true agreement {truth:F2}, {units} units", promise, stream =>
            !PercentAgreement.Pairwise(Draw(stream, Even, 0.8, units, 3, 0)).Interval.Contains(truth));
    }

    private static HonestyCase Nominal(double[] shares, int units, Promise promise = Promise.AtMost)
    {
        var (agreement, byChance) = Truth(shares, 0.85);
        var truth = (agreement - byChance) / (1 - byChance);
        return Case(KrippendorffAlpha.Method, $"{Named(shares)}, three coders, a fifth missing, true α {truth:F2}, {units} units", promise, stream =>
        {
            var table = Draw(stream, shares, 0.85, units, 3, 0.2);
            return !Safe(() => KrippendorffAlpha.Of(table, MeasurementScale.Nominal, stream.NextBits(), Resamples).Interval.Contains(truth));
        });
    }

    private static HonestyCase Scale(int units, Promise promise = Promise.AtMost)
    {
        // Normal truth and noise: the share of variance that is truth.
        const double Truth = 1 / (1 + 0.25);
        return Case(KrippendorffAlpha.Method, $"measured values, three coders, true α {Truth:F2}, {units} units", promise, stream =>
        {
            var table = new RatingTable(units, 3);
            for (var unit = 0; unit < units; unit++)
            {
                var value = stream.NextNormal();
                for (var coder = 0; coder < 3; coder++)
                {
                    table.Rate(unit, coder, value + (0.5 * stream.NextNormal()));
                }
            }

            return !KrippendorffAlpha.Of(table, MeasurementScale.Interval, stream.NextBits(), Resamples).Interval.Contains(Truth);
        });
    }

    // Where a sample has no answer (one category alone) the function refuses, and nobody is misled.
    private static bool Safe(Func<bool> covers, bool otherwise = true)
    {
        try
        {
            return covers();
        }
        catch (ArgumentException)
        {
            return otherwise;
        }
    }

    private static string Named(double[] shares) => $"categories of {string.Join(", ", shares.Select(share => $"{share * 100:0.#} %"))}";

    /// <summary>Each coder sees the true category with the accuracy, and otherwise draws one by the shares: so coders keep the shares.</summary>
    private static (double Agreement, double ByChance) Truth(double[] shares, double accuracy)
    {
        var byChance = shares.Sum(share => share * share);
        return ((accuracy * accuracy) + ((1 - (accuracy * accuracy)) * byChance), byChance);
    }

    private static RatingTable Draw(RandomStream stream, double[] shares, double accuracy, int units, int coders, double missing)
    {
        var table = new RatingTable(units, coders);
        for (var unit = 0; unit < units; unit++)
        {
            var truth = Pick(stream, shares);
            for (var coder = 0; coder < coders; coder++)
            {
                var said = stream.NextDouble() < accuracy ? truth : Pick(stream, shares);
                if (stream.NextDouble() >= missing)
                {
                    table.Rate(unit, coder, said);
                }
            }
        }

        return table;
    }

    private static int Pick(RandomStream stream, double[] shares)
    {
        var rest = stream.NextDouble();
        for (var category = 0; category < shares.Length - 1; category++)
        {
            rest -= shares[category];
            if (rest < 0)
            {
                return category;
            }
        }

        return shares.Length - 1;
    }

    private static IEnumerable<(int Grade, double Chance)> Steps(int grade) =>
        [(Math.Max(0, grade - 1), 0.15), (grade, 0.7), (Math.Min(4, grade + 1), 0.15)];

    private static int Step(RandomStream stream, int grade)
    {
        var draw = stream.NextDouble();
        return Math.Clamp(grade + (draw < 0.15 ? -1 : draw < 0.3 ? 1 : 0), 0, 4);
    }
}
