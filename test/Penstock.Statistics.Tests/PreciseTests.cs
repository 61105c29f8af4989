using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests;

public sealed class PreciseTests
{
    // Taylor's series to the second term has all digits of a double here.
    [Theory]
    [InlineData(1e-9)]
    [InlineData(-3e-10)]
    [InlineData(1e-18)]
    public void Tiny_arguments_keep_all_their_digits(double x)
    {
        Near.EqualDigits(x - (x * x / 2), Precise.LogOnePlus(x), 1e-15);
        Near.EqualDigits(x + (x * x / 2), Precise.ExpMinusOne(x), 1e-15);
    }

    [Fact]
    public void Ends_are_what_the_functions_tend_to()
    {
        Assert.Equal(double.NegativeInfinity, Precise.LogOnePlus(-1));
        Assert.Equal(double.PositiveInfinity, Precise.LogOnePlus(double.PositiveInfinity));
        Assert.Equal(-1, Precise.ExpMinusOne(-800));
        Assert.Equal(double.PositiveInfinity, Precise.ExpMinusOne(800));
        Assert.Equal(0, Precise.ExpMinusOne(0));
    }
}
