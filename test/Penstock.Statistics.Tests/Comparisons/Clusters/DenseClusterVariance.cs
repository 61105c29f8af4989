using MathNet.Numerics.LinearAlgebra;

namespace Penstock.Statistics.Tests.Comparisons.Clusters;

/// <summary>CR2 as its papers write it: hat matrix, inverse square roots of its blocks and all covariances of the forms, with every matrix in full.</summary>
internal sealed class DenseClusterVariance
{
    private readonly Matrix<double> _design;
    private readonly Vector<double> _contrast;
    private readonly int[] _clusters;
    private readonly Matrix<double> _forms;
    private readonly Vector<double> _residuals;

    /// <param name="design">One row per value.</param>
    /// <param name="values">What was observed.</param>
    /// <param name="clusters">The cluster of each value, numbered from 0.</param>
    /// <param name="contrast">Which combination of the coefficients is estimated.</param>
    public DenseClusterVariance(double[,] design, double[] values, int[] clusters, double[] contrast)
    {
        _design = Matrix<double>.Build.DenseOfArray(design);
        _contrast = Vector<double>.Build.Dense(contrast);
        _clusters = clusters;
        var inverse = (_design.Transpose() * _design).Inverse();
        var maker = Matrix<double>.Build.DenseIdentity(values.Length) - (_design * inverse * _design.Transpose());
        _residuals = maker * Vector<double>.Build.Dense(values);
        _forms = Matrix<double>.Build.DenseOfColumnVectors(Enumerable.Range(0, clusters.Max() + 1).Select(cluster => Form(maker, inverse, cluster)));
    }

    public double Variance
    {
        get
        {
            var sums = _forms.Transpose() * _residuals;
            return sums * sums;
        }
    }

    /// <summary>The mean product of residuals of different values of a cluster, over the mean square; not below 0.</summary>
    public double Correlation
    {
        get
        {
            var pairs =
                from one in Enumerable.Range(0, _clusters.Length)
                from other in Enumerable.Range(0, _clusters.Length)
                where one != other && _clusters[one] == _clusters[other]
                select _residuals[one] * _residuals[other];
            var square = _residuals * _residuals / _residuals.Count;
            return Math.Clamp(pairs.DefaultIfEmpty().Average() / square, 0, 1);
        }
    }

    /// <summary>Covariance of values that vary by 1 and correlate within clusters.</summary>
    public Matrix<double> Working(double correlation) => Matrix<double>.Build.Dense(
        _clusters.Length, _clusters.Length, (one, other) => one == other ? 1 : _clusters[one] == _clusters[other] ? correlation : 0);

    /// <summary>What the variance is expected to be, and its degrees of freedom, if values have this covariance.</summary>
    public (double Expected, double DegreesOfFreedom) Under(Matrix<double> covariance)
    {
        var maker = Matrix<double>.Build.DenseIdentity(_clusters.Length) - (_design * (_design.Transpose() * _design).Inverse() * _design.Transpose());
        var products = _forms.Transpose() * maker * covariance * maker * _forms;
        return (products.Trace(), products.Trace() * products.Trace() / (products * products).Trace());
    }

    private Vector<double> Form(Matrix<double> maker, Matrix<double> inverse, int cluster)
    {
        int[] rows = [.. Enumerable.Range(0, _clusters.Length).Where(row => _clusters[row] == cluster)];
        var block = Matrix<double>.Build.Dense(rows.Length, rows.Length, (one, other) => maker[rows[one], rows[other]]);
        var own = Matrix<double>.Build.Dense(rows.Length, _design.ColumnCount, (row, column) => _design[rows[row], column]);
        var weights = InverseRoot(block) * own * inverse * _contrast;
        var form = Vector<double>.Build.Dense(_clusters.Length);
        for (var row = 0; row < rows.Length; row++)
        {
            form[rows[row]] = weights[row];
        }

        return form;
    }

    private static Matrix<double> InverseRoot(Matrix<double> block)
    {
        var parts = block.Evd(Symmetricity.Symmetric);
        var roots = parts.EigenValues.Map(value => value.Real < 1e-9 ? 0 : 1 / Math.Sqrt(value.Real));
        return parts.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(roots) * parts.EigenVectors.Transpose();
    }
}
