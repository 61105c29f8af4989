namespace Penstock.Statistics.Drift.Detectors;

/// <summary>
/// A window of observations as an exponential histogram: at most five buckets of 1, 2, 4, 8 … observations each, so that a window of a million takes about ninety.
/// Arrays are as large as they will ever be.
/// </summary>
internal sealed class BucketWindow
{
    /// <summary>Buckets of one size; a sixth makes the two oldest one of twice the size.</summary>
    public const int PerSize = 5;

    /// <summary>Sizes 1 to 2⁵⁵: more than any stream will fill.</summary>
    public const int Sizes = 56;

    private const int Stride = PerSize + 1;

    private readonly int[] _buckets = new int[Sizes];
    private readonly double[] _totals = new double[Sizes * Stride];
    private readonly double[] _squares = new double[Sizes * Stride];

    public long Width { get; private set; }

    public double Total { get; set; }

    public double Square { get; set; }

    /// <summary>The largest size that has buckets, as a power of two; −1 in an empty window.</summary>
    public int Largest { get; private set; } = -1;

    public double Mean => Total / Width;

    public int Buckets(int size) => _buckets[size];

    public double TotalOf(int size, int bucket) => _totals[(size * Stride) + bucket];

    public double SquareOf(int size, int bucket) => _squares[(size * Stride) + bucket];

    public void Add(double value)
    {
        if (Width > 0)
        {
            var gap = value - Mean;
            Square += Width * gap * gap / (Width + 1.0);
        }

        Width++;
        Total += value;
        Place(0, value, 0);
        for (var size = 0; _buckets[size] > PerSize; size++)
        {
            MergeOldest(size);
        }
    }

    /// <summary>Puts a bucket behind those of its size without a look at the sums of the window.</summary>
    public void Place(int size, double total, double square)
    {
        var at = (size * Stride) + _buckets[size]++;
        (_totals[at], _squares[at]) = (total, square);
        Largest = Math.Max(Largest, size);
    }

    /// <summary>The width after buckets were placed one by one.</summary>
    public void SetWidth(long width) => Width = width;

    public void DropOldest()
    {
        var count = (double)(1L << Largest);
        var at = Largest * Stride;
        var (total, square) = (_totals[at], _squares[at]);
        RemoveFirst(Largest, 1);
        Width -= 1L << Largest;
        Total -= total;
        var gap = Width == 0 ? 0 : (total / count) - Mean;
        Square = Math.Max(0, Square - square - (count * Width * gap * gap / (count + Width)));
        while (Largest >= 0 && _buckets[Largest] == 0)
        {
            Largest--;
        }
    }

    private void MergeOldest(int size)
    {
        var at = size * Stride;
        var count = (double)(1L << size);
        var gap = (_totals[at] - _totals[at + 1]) / count;
        var total = _totals[at] + _totals[at + 1];
        var square = _squares[at] + _squares[at + 1] + (count / 2 * gap * gap);
        RemoveFirst(size, 2);
        Place(size + 1, total, square);
    }

    private void RemoveFirst(int size, int removed)
    {
        var at = size * Stride;
        var left = _buckets[size] - removed;
        for (var index = at; index < at + left; index++)
        {
            (_totals[index], _squares[index]) = (_totals[index + removed], _squares[index + removed]);
        }

        _buckets[size] = left;
    }
}
