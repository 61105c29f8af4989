using Penstock.Bench.Statistics;
using Penstock.Testing;

namespace Penstock.Statistics.Tests;

public sealed class RunningFormsTests
{
    public static TheoryData<string> Names => [.. RunningForms.All.Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_running_form_takes_observations_without_allocating(string name)
    {
        var form = RunningForms.All.Single(form => form.Name == name);
        var values = Enumerable.Range(0, 100_000).Select(index => index * 0.618033988749895 % 1).ToArray();

        var allocated = AllocatedBytes.LeastOf(() =>
        {
            var fill = form.Start();
            return () => fill(values);
        });

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void The_measure_sees_one_small_object_in_each_round()
    {
        object? kept = null;

        Assert.Equal(24, AllocatedBytes.LeastOf(() => kept = new object()));
        GC.KeepAlive(kept);
    }

    [Fact]
    public void Every_type_that_can_be_saved_is_among_the_running_forms()
    {
        var saved = typeof(Estimate).Assembly.GetExportedTypes().Where(type => type.GetMethod("Save") is not null).Select(type => type.Name);

        Assert.Equal(saved.Order(), RunningForms.All.Select(form => form.Name).Order());
    }
}
