using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Agreement;

/// <summary>
/// Krippendorff's alpha of any multiset of units. No coincidence matrix is built: within a unit, and among all ratings, the sum of squared differences over pairs follows
/// from the spread about the mean; ordinal distances are the differences of mid-ranks.
/// </summary>
internal sealed class AlphaSums
{
    private readonly RatingUnits _units;
    private readonly MeasurementScale _scale;
    private readonly double[] _fixed;
    private readonly long[] _counts;
    private readonly double[] _positions;
    private readonly int[] _marks;

    public AlphaSums(RatingUnits units, MeasurementScale scale)
    {
        _units = units;
        _scale = scale;
        _counts = new long[units.Values.Length];
        _marks = new int[units.Values.Length];
        _positions = [.. units.Values];
        _fixed = new double[scale == MeasurementScale.Ordinal ? 0 : units.Count];
        for (var unit = 0; unit < _fixed.Length; unit++)
        {
            _fixed[unit] = Within(units.Unit(unit));
        }
    }

    /// <summary>Alpha of the units with these numbers, each as often as it is named; null where no rating differs from another.</summary>
    public double? Alpha(ReadOnlySpan<int> chosen)
    {
        Array.Clear(_counts);
        var ratings = 0L;
        foreach (var unit in chosen)
        {
            var codes = _units.Unit(unit);
            ratings += codes.Length;
            foreach (var code in codes)
            {
                _counts[code]++;
            }
        }

        if (_scale == MeasurementScale.Ordinal)
        {
            RankPositions();
        }

        var observed = default(CompensatedSum);
        foreach (var unit in chosen)
        {
            observed.Add(_scale == MeasurementScale.Ordinal ? Within(_units.Unit(unit)) : _fixed[unit]);
        }

        var expected = Among(ratings) / (ratings - 1);
        return expected > 0 ? 1 - (observed.Value / expected) : null;
    }

    /// <summary>The largest distance there is between two values, relative to what chance would give; after <see cref="Alpha"/>.</summary>
    public double LargestDistance()
    {
        var ratings = _counts.Sum();
        return Distance(0, _positions.Length - 1) / (Among(ratings) / (ratings - 1) / ratings);
    }

    private void RankPositions()
    {
        var before = 0L;
        for (var code = 0; code < _positions.Length; code++)
        {
            _positions[code] = before + (_counts[code] / 2.0);
            before += _counts[code];
        }
    }

    // Sum over ordered pairs of one unit, divided by its number of ratings minus 1.
    private double Within(ReadOnlySpan<int> codes)
    {
        switch (_scale)
        {
            case MeasurementScale.Nominal:
                return codes.Length * (1 - PercentAgreement.Share(codes, _marks));
            case MeasurementScale.Ratio:
                return Pairs(codes) / (codes.Length - 1);
            default:
                var mean = 0.0;
                foreach (var code in codes)
                {
                    mean += _positions[code] / codes.Length;
                }

                var squares = 0.0;
                foreach (var code in codes)
                {
                    squares += (_positions[code] - mean) * (_positions[code] - mean);
                }

                return 2 * squares * codes.Length / (codes.Length - 1);
        }
    }

    // Sum over ordered pairs of all ratings.
    private double Among(long ratings)
    {
        var sum = default(CompensatedSum);
        switch (_scale)
        {
            case MeasurementScale.Nominal:
                foreach (var count in _counts)
                {
                    sum.Add((double)count * (ratings - count));
                }

                return sum.Value;
            case MeasurementScale.Ratio:
                for (var one = 0; one < _counts.Length; one++)
                {
                    for (var other = 0; other < one; other++)
                    {
                        sum.Add(2.0 * _counts[one] * _counts[other] * Distance(one, other));
                    }
                }

                return sum.Value;
            default:
                for (var code = 0; code < _counts.Length; code++)
                {
                    sum.Add(_counts[code] * _positions[code]);
                }

                var mean = sum.Value / ratings;
                var squares = default(CompensatedSum);
                for (var code = 0; code < _counts.Length; code++)
                {
                    squares.Add(_counts[code] * (_positions[code] - mean) * (_positions[code] - mean));
                }

                return 2.0 * ratings * squares.Value;
        }
    }

    private double Pairs(ReadOnlySpan<int> codes)
    {
        var sum = 0.0;
        for (var one = 0; one < codes.Length; one++)
        {
            for (var other = 0; other < one; other++)
            {
                sum += 2 * Distance(codes[one], codes[other]);
            }
        }

        return sum;
    }

    private double Distance(int one, int other)
    {
        if (one == other)
        {
            return 0;
        }

        var difference = _positions[one] - _positions[other];
        return _scale switch
        {
            MeasurementScale.Nominal => 1,
            MeasurementScale.Ratio => difference * difference / ((_positions[one] + _positions[other]) * (_positions[one] + _positions[other])),
            _ => difference * difference,
        };
    }
}
