namespace Penstock.Statistics.Comparisons.Clusters;

/// <summary>Satterthwaite's degrees of freedom of the bias-reduced variance CR2, without a matrix of the values or of the clusters.</summary>
/// <remarks>
/// CR2 adds up the squares of one linear form per cluster: (p_c·y)² with p_c = Σ_a w_ca·(1_ca − (n_ca/N_a)·1_a), where 1_ca marks the values of cluster c
/// in arm a, 1_a those of the whole arm, and w_ca is the weight of the cluster. If values vary by σ² and two of one cluster correlate by ρ, the forms have
/// the covariances G_cd = σ²·((1 − ρ)·p_c·p_d + ρ·Σ_k (p_c·1_k)(p_d·1_k)), k over the clusters, and the degrees of freedom are tr(G)²/tr(G²). With
/// v_ca = w_ca·n_ca/N_a, m_c = Σ_a w_ca·n_ca and Q_ab = Σ_k n_ka·n_kb, G_cd beside the diagonal is
/// −(1 − ρ)·Σ_a N_a·v_ca·v_da + ρ·(Σ_ab v_ca·v_db·Q_ab − Σ_a (v_ca·m_d·n_da + v_da·m_c·n_ca)): x_c·L·x_d with x_c = (v_c, m_c·n_c), two numbers per arm.
/// So the sum of their squares takes one pass, and no difference of large sums, which a giant cluster would spoil.
/// </remarks>
internal sealed class ClusterDegrees
{
    private readonly ClusterArm[] _arms;
    private readonly int _clusters;
    private readonly double _correlation;
    private readonly int _width;
    private readonly double[,] _products;
    private readonly double[,] _before;

    public ClusterDegrees(ClusterArm[] arms, int clusters, double correlation)
    {
        (_arms, _clusters, _correlation, _width) = (arms, clusters, correlation, 2 * arms.Length);
        _before = new double[_width, _width];
        _products = new double[arms.Length, arms.Length];
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            for (var place = 0; place < _products.Length; place++)
            {
                var (one, other) = (place / arms.Length, place % arms.Length);
                _products[one, other] += arms[one].Size(cluster) * arms[other].Size(cluster);
            }
        }
    }

    public double Satterthwaite()
    {
        var (trace, squares) = (0d, 0d);
        Span<double> row = stackalloc double[_width];
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            Row(cluster, row);
            var diagonal = Diagonal(cluster, row);
            trace += diagonal;
            squares += (diagonal * diagonal) + (2 * SquaresBefore(row));
            Include(row);
        }

        return squares > 0 ? Math.Max(1, trace * trace / squares) : _clusters - 1;
    }

    /// <summary>x_c: v_ca of each arm, then m_c·n_ca of each.</summary>
    private void Row(int cluster, Span<double> row)
    {
        var sum = 0d;
        foreach (var arm in _arms)
        {
            sum += arm.Weight(cluster) * arm.Size(cluster);
        }

        for (var arm = 0; arm < _arms.Length; arm++)
        {
            var size = _arms[arm].Size(cluster);
            row[arm] = _arms[arm].Weight(cluster) * size / _arms[arm].Count;
            row[_arms.Length + arm] = sum * size;
        }
    }

    /// <summary>G_cc, each term of which is positive.</summary>
    private double Diagonal(int cluster, ReadOnlySpan<double> row)
    {
        var (independent, own, others) = (0d, 0d, 0d);
        for (var one = 0; one < _arms.Length; one++)
        {
            var (weight, size, rest) = (_arms[one].Weight(cluster), _arms[one].Size(cluster), _arms[one].Rest(cluster));
            independent += weight * weight * size * rest;
            own += weight * size * rest;
            for (var other = 0; other < _arms.Length; other++)
            {
                others += row[one] * row[other] * (_products[one, other] - (size * _arms[other].Size(cluster)));
            }
        }

        return ((1 - _correlation) * independent) + (_correlation * ((own * own) + others));
    }

    /// <summary>The sum of G_cd² over the clusters d before this one.</summary>
    private double SquaresBefore(ReadOnlySpan<double> row)
    {
        Span<double> turned = stackalloc double[_width];
        for (var one = 0; one < _arms.Length; one++)
        {
            turned[one] = -((1 - _correlation) * _arms[one].Count * row[one]) - (_correlation * row[_arms.Length + one]);
            turned[_arms.Length + one] = -_correlation * row[one];
            for (var other = 0; other < _arms.Length; other++)
            {
                turned[one] += _correlation * _products[one, other] * row[other];
            }
        }

        var sum = 0d;
        for (var place = 0; place < _before.Length; place++)
        {
            sum += turned[place / _width] * _before[place / _width, place % _width] * turned[place % _width];
        }

        return Math.Max(0, sum);
    }

    private void Include(ReadOnlySpan<double> row)
    {
        for (var place = 0; place < _before.Length; place++)
        {
            _before[place / _width, place % _width] += row[place / _width] * row[place % _width];
        }
    }
}
