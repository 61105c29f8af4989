using Penstock.Statistics.Intervals;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for one rate: how many items until a gate on it can pass, and how many until it is known closely enough.</summary>
/// <remarks>
/// Assumes independent items of equal pass rate. A gate with a floor passes when the Clopper-Pearson lower bound reaches the target, one with a ceiling
/// when the upper bound does; which of the two is meant follows from the side of the target on which the rate lies. The bound's error is <see cref="PlanOptions.Alpha"/>, halved
/// if two-sided. Not for clustered items unless <see cref="PlanOptions.DesignEffect"/> says so (counts are then divided by it and rounded down), not for a gate that
/// looks after every batch. Source: Clopper and Pearson (1934), Biometrika 26:404; Fleiss, Levin and Paik (2003); Wilson (1927), JASA 22:209.
/// </remarks>
public static class ProportionPlan
{
    private const string GateMethod = "Exact binomial sample size of a bound on a rate";
    private const string DecideMethod = "Items until the Clopper-Pearson bound reaches the target";
    private const string WidthMethod = "Items until the Wilson interval is narrow enough";

    // Above this the steps of the exact power are too small to matter and too many to walk.
    private const long SearchLimit = 1_000_000;

    /// <summary>How many items a gate needs to pass with the power asked for, when the true rate is better than the target.</summary>
    /// <param name="rate">The true rate: 0 to 1, not the target.</param>
    /// <param name="target">What the bound must reach: above 0 and below 1.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>
    /// The number by the normal formula ((z₁₋α√(t(1−t)) + z₁₋β√(p(1−p)))/(p−t))², and as count the first one from there upwards whose exact power
    /// suffices (above a million, the formula with its correction for continuity). Power rises in a saw-tooth, so that somewhat larger counts may fall short again by a little: <see cref="Power"/> tells.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not with the rate of a lucky pilot: take one that is surely reached. A few hundred evaluations of the exact power as a rule, thousands when rate and target all but meet.</remarks>
    public static PlannedSize SampleSize(double rate, double target, PlanOptions? options = null)
    {
        var plan = Checked(rate, target, options);
        var spread = (-Distributions.NormalQuantile(NormalPlan.Tail(plan)) * Math.Sqrt(target * (1 - target)))
            + (Distributions.NormalQuantile(plan.Power) * Math.Sqrt(rate * (1 - rate)));
        var size = PlannedSize.Of(spread * spread / ((rate - target) * (rate - target)) * plan.DesignEffect, GateMethod, least: 1);
        var count = size.Count;
        if (count > SearchLimit)
        {
            return size with { Count = Continuous(size.Exact, Math.Abs(rate - target), plan) };
        }

        while (Power(count, rate, target, plan) < plan.Power)
        {
            count++;
        }

        return size with { Count = count };
    }

    /// <summary>The chance that a gate passes after so many items: exact, by the binomial distribution.</summary>
    /// <param name="count">Items: at least 1.</param>
    /// <param name="rate">The true rate: 0 to 1, not the target.</param>
    /// <param name="target">What the bound must reach: above 0 and below 1.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for a gate by Wilson's bound, which passes slightly more often and is wrong more often. O(log n).</remarks>
    public static double Power(long count, double rate, double target, PlanOptions? options = null)
    {
        Check.Count(count, 1);
        var plan = Checked(rate, target, options);
        var effective = (long)(count / plan.DesignEffect);
        var (floorRate, floor) = rate > target ? (rate, target) : (1 - rate, 1 - target);
        return Distributions.BinomialUpper(Critical(effective, floor, NormalPlan.Tail(plan)), effective, floorRate);
    }

    /// <summary>The lowest true rate at which a gate with a floor passes with the power asked for.</summary>
    /// <param name="count">Items: at least 1.</param>
    /// <param name="target">What the lower bound must reach: above 0 and below 1. For a ceiling give 1 − target and take one minus the answer.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The rate: above the target, below 1; positive infinity if not even a perfect run would pass.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not a statement about the rate that is there. O(log n).</remarks>
    public static double DetectableRate(long count, double target, PlanOptions? options = null)
    {
        Check.Count(count, 1);
        var plan = Checked(1, target, options);
        var effective = (long)(count / plan.DesignEffect);
        var critical = Critical(effective, target, NormalPlan.Tail(plan));
        return critical > effective ? double.PositiveInfinity : Distributions.BetaQuantile(plan.Power, critical, effective - critical + 1);
    }

    /// <summary>How many items in all an inconclusive gate needs until the bound reaches the target, if the rate stays as it was seen: a pass above a floor, or a sure failure below it.</summary>
    /// <param name="successes">How many items passed so far: 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many items so far: at least 1.</param>
    /// <param name="target">The floor or ceiling: above 0 and below 1.</param>
    /// <param name="level">The confidence of the one bound; 0.975 for an end of a two-sided interval of 95 %.</param>
    /// <returns>
    /// Items in all, those so far included; never fewer than they are. Null if the rate seen is the target itself: then no number decides.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>
    /// A forecast, not a promise: the bound reaches the target at that count in about half of the cases. Plan a new run by <see cref="SampleSize"/>. A gate that
    /// looks again needs a confidence sequence or a fresh sample. O(log n), plus a few steps to the next whole number of successes.
    /// </remarks>
    public static PlannedSize? ItemsToDecide(long successes, long trials, double target, double level = 0.95)
    {
        Check.Successes(successes, trials);
        Check.Level(target);
        Check.Level(level);
        var rate = (double)successes / trials;
        if (rate == target)
        {
            return null;
        }

        var (passed, floor) = rate > target ? (successes, target) : (trials - successes, 1 - target);
        return ItemsAbove(passed, trials, floor, 1 - level);
    }

    /// <summary>How many items make the Wilson interval of a rate so narrow.</summary>
    /// <param name="rate">The rate that is expected to be seen: 0 to 1; 0.5 is the worst case.</param>
    /// <param name="halfWidth">Half the width that the interval may have: above 0 and below 0.5.</param>
    /// <param name="options">Alpha (one minus the level) and design effect are read; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The number of items.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not for a decision against a target: <see cref="SampleSize"/> needs fewer. Closed form of Wilson's width, constant time.</remarks>
    public static PlannedSize SampleSizeForWidth(double rate, double halfWidth, PlanOptions? options = null)
    {
        Check.Probability(rate);
        if (!(halfWidth > 0 && halfWidth < 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(halfWidth), halfWidth, "Must be above 0 and below 0.5.");
        }

        var plan = NormalPlan.Checked(options);
        var z = Distributions.NormalCritical(1 - plan.Alpha);

        // With u = z²/n, h²·(1+u)² = u·p·q + u²/4: a quadratic with one root above 0, in the form without cancellation.
        var square = halfWidth * halfWidth;
        var (a, b) = (0.25 - square, (rate * (1 - rate)) - (2 * square));
        var root = Math.Sqrt((b * b) + (4 * a * square));
        var inverse = (b + root) / (2 * square);
        return PlannedSize.Of(z * z * inverse * plan.DesignEffect, WidthMethod, least: 1);
    }

    /// <summary>Half the width of the Wilson interval after so many items.</summary>
    /// <param name="count">Items: finite, above 0; need not be whole.</param>
    /// <param name="rate">The rate that is expected to be seen: 0 to 1.</param>
    /// <param name="options">Alpha (one minus the level) and design effect are read; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>Half the width: above 0, below 0.5.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not what will be seen but what is expected at this rate. Constant time.</remarks>
    public static double HalfWidth(double count, double rate, PlanOptions? options = null)
    {
        Check.Positive(count);
        Check.Probability(rate);
        var plan = NormalPlan.Checked(options);
        var z = Distributions.NormalCritical(1 - plan.Alpha);
        var unit = z * z * plan.DesignEffect / count;
        return Math.Sqrt((unit * rate * (1 - rate)) + (unit * unit / 4)) / (1 + unit);
    }

    // The normal formula with the correction for continuity (Fleiss, Levin and Paik 2003).
    private static long Continuous(double exact, double distance, PlanOptions plan)
    {
        var root = 1 + Math.Sqrt(1 + (2 * plan.DesignEffect / (exact * distance)));
        return (long)Math.Ceiling(exact / 4 * root * root);
    }

    private const int SingleSteps = 2_000;

    private static PlannedSize ItemsAbove(long passed, long trials, double floor, double tail)
    {
        var rate = (double)passed / trials;

        // The lower bound reaches the floor when as many passes would have the chance "tail" at the floor.
        double Excess(double count) => Distributions.BetaLower(floor, rate * count, ((1 - rate) * count) + 1) - tail;

        var low = Math.Min(1, trials);
        var high = (double)trials;
        while (Excess(high) > 0 && high < 1e16)
        {
            high *= 2;
        }

        var exact = passed == trials ? Math.Log(tail) / Math.Log(floor) : Root.Between(low, high, Excess);
        var size = PlannedSize.Of(exact, DecideMethod, least: trials);
        var count = size.Count;

        // Whole passes make the bound go up and down; where one more pass takes billions of items longer steps must do.
        for (long step = 1, taken = 0; Proportions.ExactLower((long)Math.Floor((rate * count) + 1e-9), count, tail) < floor; taken++)
        {
            count += step;
            step = taken < SingleSteps ? 1 : 2 * step;
            if (count > Check.MostCount)
            {
                throw new ArgumentException("Needs more than 10^15 observations: the rate is too near the target to be decided.");
            }
        }

        return size with { Count = count };
    }

    // The fewest passes whose lower bound reaches the floor; one more than there are items if none does.
    private static long Critical(long count, double floor, double tail)
    {
        var (low, high) = (0L, count + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Distributions.BinomialUpper(middle, count, floor) <= tail)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private static PlanOptions Checked(double rate, double target, PlanOptions? options)
    {
        Check.Probability(rate);
        Check.Level(target);
        if (rate == target)
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "Must differ from the target: no number of items tells them apart.");
        }

        return NormalPlan.Checked(options);
    }
}
