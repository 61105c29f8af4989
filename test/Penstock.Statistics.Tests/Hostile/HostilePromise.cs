using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Penstock.Statistics.Tests.Hostile;

/// <summary>What every result of the library keeps, wherever in it a number stands: no NaN, intervals in order, probabilities from 0 to 1.</summary>
internal static class HostilePromise
{
    private static readonly string[] Probabilities = ["PValue", "PValues", "Power", "Coverage", "WinProbability", "CandidateProbability", "PassAtK", "PassAllK"];
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> KnownProperties = new();

    /// <summary>What is broken in the result, or null.</summary>
    public static string? Breach(object? result, string path) => result switch
    {
        null or string or TimeSpan => null,
        double number => OfNumber(number, path),
        float number => OfNumber(number, path),
        Interval { Lower: var lower, Upper: var upper } when !(lower <= upper) => $"{path} is [{lower:R}, {upper:R}]",
        ReadOnlyMemory<double> memory => OfMany(memory.ToArray(), path),
        IEnumerable many => OfMany(many, path),
        _ => OfProperties(result, path),
    };

    private static string? OfNumber(double number, string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..].Split('[')[0];
        return double.IsNaN(number) || (Probabilities.Contains(name) && number is not (>= 0 and <= 1)) ? $"{path} is {number:R}" : null;
    }

    private static string? OfMany(IEnumerable many, string path) =>
        many.Cast<object?>().Select((item, index) => Breach(item, $"{path}[{index}]")).FirstOrDefault(breach => breach is not null);

    private static string? OfProperties(object result, string path)
    {
        if (result is System.Runtime.CompilerServices.ITuple tuple)
        {
            return OfMany(Enumerable.Range(0, tuple.Length).Select(index => tuple[index]), path);
        }

        var properties = KnownProperties.GetOrAdd(result.GetType(), type => PublicSurface.Types.Contains(type) ? Readable(type) : []);
        return properties.Select(one => Breach(Read(one, result), $"{path}.{one.Name}")).FirstOrDefault(breach => breach is not null);
    }

    private static PropertyInfo[] Readable(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.GetIndexParameters().Length == 0)];

    private static object? Read(PropertyInfo property, object owner)
    {
        try
        {
            return property.GetValue(owner, BindingFlags.DoNotWrapExceptions, null, null, null);
        }
        catch (InvalidOperationException)
        {
            // Nothing was added yet.
            return null;
        }
    }
}
