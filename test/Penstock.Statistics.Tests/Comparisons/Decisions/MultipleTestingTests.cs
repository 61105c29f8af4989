using CsCheck;
using Penstock.Statistics.Comparisons.Decisions;

namespace Penstock.Statistics.Tests.Comparisons.Decisions;

public sealed class MultipleTestingTests
{
    private static readonly Gen<double[]> PValues = Gen.Double[0, 1].Array[1, 20];

    [Fact]
    public void Adjusted_values_are_those_of_R_and_statsmodels()
    {
        foreach (var one in ComparisonGolden.Cases("multiple"))
        {
            Assert.All(one.Numbers("holm").Zip(MultipleTesting.Holm(one.Numbers("p")).PValues), pair => Near.Equal(pair.First, pair.Second));
            Assert.All(one.Numbers("bh").Zip(MultipleTesting.BenjaminiHochberg(one.Numbers("p")).PValues), pair => Near.Equal(pair.First, pair.Second));
        }
    }

    // Benjamini and Hochberg (1995), section 4.1: fifteen tests, of which their procedure rejects four and Bonferroni's three.
    [Fact]
    public void The_published_example_comes_out()
    {
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000];

        Assert.Equal(4, MultipleTesting.BenjaminiHochberg(p).RejectedCount);
        Assert.Equal(3, MultipleTesting.Holm(p).RejectedCount);
    }

    [Fact]
    public void The_order_of_the_tests_is_kept() =>
        PValues.Sample(p =>
        {
            var plain = MultipleTesting.Holm(p);
            var turned = MultipleTesting.Holm([.. p.Reverse()]);
            var hochberg = MultipleTesting.BenjaminiHochberg(p);
            Assert.Equal(plain.PValues, turned.PValues.Reverse());
            Assert.Equal(hochberg.Rejected, MultipleTesting.BenjaminiHochberg([.. p.Reverse()]).Rejected.Reverse());
        });

    [Fact]
    public void Correction_never_lowers_a_p_value_and_Holm_is_the_stricter() =>
        PValues.Sample(p =>
        {
            var (holm, hochberg) = (MultipleTesting.Holm(p).PValues, MultipleTesting.BenjaminiHochberg(p).PValues);
            return p.Index().All(one => hochberg[one.Index] >= one.Item && holm[one.Index] >= hochberg[one.Index] - 1e-15 && holm[one.Index] <= 1);
        });

    [Fact]
    public void A_single_test_stays_as_it_is() => Assert.Equal([0.04], MultipleTesting.Holm([0.04]).PValues);

    [Fact]
    public void What_is_no_p_value_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MultipleTesting.Holm([]));
        Assert.Throws<ArgumentException>(() => MultipleTesting.Holm([0.5, 1.5]));
        Assert.Throws<ArgumentException>(() => MultipleTesting.BenjaminiHochberg([-0.1]));
        Assert.Throws<ArgumentException>(() => MultipleTesting.BenjaminiHochberg([double.NaN]));
        Assert.Equal("falseDiscoveryRate", Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.BenjaminiHochberg([0.1], 0)).ParamName);
    }
}
