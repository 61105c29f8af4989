using System.Numerics.Tensors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// Logistic regression with a ridge penalty, fitted by the limited-memory BFGS method (Nocedal and Wright 2006, algorithms 7.4 and 7.5). The last weight is
/// the intercept and bears no penalty.
/// </summary>
internal sealed class LogisticFit(Vectors vectors, int[] rows, double penalty)
{
    private const int Memory = 8;
    private const int MostSteps = 100;
    private const double Tolerance = 1e-5;

    private readonly List<(double[] Move, double[] Turn)> _pairs = [];

    public double[] Weights()
    {
        var weights = new double[vectors.Dimensions + 1];
        var gradient = new double[weights.Length];
        var loss = Loss(weights, gradient);
        for (var step = 0; step < MostSteps && TensorPrimitives.Norm<double>(gradient) > Tolerance * rows.Length; step++)
        {
            var direction = Direction(gradient);
            var slope = TensorPrimitives.Dot<double>(direction, gradient);
            var (next, nextGradient) = (new double[weights.Length], new double[weights.Length]);
            var length = 1.0;
            var nextLoss = At(weights, direction, length, next, nextGradient);
            while (nextLoss > loss + (1e-4 * length * slope) && length > 1e-10)
            {
                length /= 2;
                nextLoss = At(weights, direction, length, next, nextGradient);
            }

            if (nextLoss >= loss)
            {
                break;
            }

            Remember(weights, gradient, next, nextGradient);
            (weights, gradient, loss) = (next, nextGradient, nextLoss);
        }

        return weights;
    }

    private double At(double[] weights, double[] direction, double length, double[] next, double[] gradient)
    {
        TensorPrimitives.MultiplyAdd(direction, length, weights, next);
        return Loss(next, gradient);
    }

    private double Loss(double[] weights, double[] gradient)
    {
        var narrow = new float[vectors.Dimensions];
        TensorPrimitives.ConvertTruncating<double, float>(weights.AsSpan(0, narrow.Length), narrow);
        var sum = new float[narrow.Length];
        var (loss, intercept) = (0.0, 0.0);
        foreach (var row in rows)
        {
            var values = vectors.Row(row);
            var score = TensorPrimitives.Dot(values, narrow) + weights[^1];
            var isCurrent = row >= vectors.ReferenceCount;
            var signed = isCurrent ? score : -score;
            loss += signed > 0 ? Precise.LogOnePlus(Math.Exp(-signed)) : Precise.LogOnePlus(Math.Exp(signed)) - signed;
            var error = (1 / (1 + Math.Exp(-score))) - (isCurrent ? 1 : 0);
            intercept += error;
            TensorPrimitives.MultiplyAdd(values, (float)error, sum, sum);
        }

        TensorPrimitives.ConvertTruncating<float, double>(sum, gradient.AsSpan(0, sum.Length));
        gradient[^1] = intercept;
        var plain = weights.AsSpan(0, sum.Length);
        TensorPrimitives.MultiplyAdd(plain, penalty, gradient.AsSpan(0, sum.Length), gradient.AsSpan(0, sum.Length));
        return loss + (penalty / 2 * TensorPrimitives.SumOfSquares<double>(plain));
    }

    private double[] Direction(double[] gradient)
    {
        var direction = new double[gradient.Length];
        TensorPrimitives.Negate<double>(gradient, direction);
        var shares = new double[_pairs.Count];
        for (var index = _pairs.Count - 1; index >= 0; index--)
        {
            var (move, turn) = _pairs[index];
            shares[index] = TensorPrimitives.Dot<double>(move, direction) / TensorPrimitives.Dot<double>(move, turn);
            TensorPrimitives.MultiplyAdd(turn, -shares[index], direction, direction);
        }

        // Before anything is known of the curvature: that of a logistic loss over standardised values.
        var scale = _pairs.Count == 0
            ? 1 / ((rows.Length / 4.0) + penalty)
            : TensorPrimitives.Dot<double>(_pairs[^1].Move, _pairs[^1].Turn) / TensorPrimitives.SumOfSquares<double>(_pairs[^1].Turn);
        TensorPrimitives.Multiply(direction, scale, direction);
        for (var index = 0; index < _pairs.Count; index++)
        {
            var (move, turn) = _pairs[index];
            var back = TensorPrimitives.Dot<double>(turn, direction) / TensorPrimitives.Dot<double>(move, turn);
            TensorPrimitives.MultiplyAdd(move, shares[index] - back, direction, direction);
        }

        return direction;
    }

    private void Remember(double[] weights, double[] gradient, double[] next, double[] nextGradient)
    {
        var (move, turn) = (new double[weights.Length], new double[weights.Length]);
        TensorPrimitives.Subtract<double>(next, weights, move);
        TensorPrimitives.Subtract<double>(nextGradient, gradient, turn);
        if (TensorPrimitives.Dot<double>(move, turn) <= 0)
        {
            return;
        }

        if (_pairs.Count == Memory)
        {
            _pairs.RemoveAt(0);
        }

        _pairs.Add((move, turn));
    }
}
